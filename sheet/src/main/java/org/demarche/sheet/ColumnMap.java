package org.demarche.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the columns of somebody's own sheet become ours. As a file it is JSON:
 *
 * <pre>{"columns": {"Datum": "saidOn", "Notes": null},
 *  "fixed": {"issue": "River treaty"},
 *  "values": {"stance": {"pro": "favor"}},
 *  "dates": "day-month-year"}</pre>
 *
 * @param columns by their header; empty for one that is left out
 * @param fixed the values of columns that the sheet lacks
 * @param values by column, our values for those of the sheet
 */
public record ColumnMap(
        Map<String, Optional<ReportColumn>> columns,
        Map<ReportColumn, String> fixed,
        Map<ReportColumn, Map<String, String>> values,
        DateOrder dates) {

    /** Our own headers, and dates that can be read in one way. */
    public static final ColumnMap NONE =
            new ColumnMap(Map.of(), Map.of(), Map.of(), DateOrder.UNKNOWN);

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private static final Set<String> FIELDS = Set.of("columns", "fixed", "values", "dates");

    public ColumnMap {
        columns = Map.copyOf(columns);
        fixed = Map.copyOf(fixed);
        values = Map.copyOf(values);
    }

    /**
     * @throws IllegalArgumentException saying what is wrong with the map
     */
    public static ColumnMap parse(byte[] json) {
        var map = tree(json);
        map.fieldNames()
                .forEachRemaining(
                        field ->
                                require(
                                        FIELDS.contains(field),
                                        "'%s' is unknown: a map has columns, fixed, values and dates"
                                                .formatted(field)));
        var columns = new HashMap<String, Optional<ReportColumn>>();
        object(map, "columns")
                .properties()
                .forEach(
                        column ->
                                columns.put(
                                        column.getKey().strip(),
                                        column.getValue().isNull()
                                                ? Optional.empty()
                                                : Optional.of(ours(text(column.getValue())))));
        var dates = dates(map.path("dates"));
        var fixed = new EnumMap<ReportColumn, String>(ReportColumn.class);
        object(map, "fixed")
                .properties()
                .forEach(
                        value -> {
                            var column = ours(value.getKey());
                            fixed.put(column, fixed(column, text(value.getValue()), dates));
                        });
        var values = new EnumMap<ReportColumn, Map<String, String>>(ReportColumn.class);
        object(map, "values")
                .properties()
                .forEach(of -> values.put(ours(of.getKey()), texts(of.getKey(), of.getValue())));
        return new ColumnMap(columns, fixed, values, dates);
    }

    /** Read once here, so that a bad value is a fault of the map and not of each row. */
    private static String fixed(ReportColumn column, String value, DateOrder dates) {
        require(
                !value.isBlank(),
                "the fixed value of %s is empty: leave it out".formatted(column.label()));
        try {
            BodyCells.put(JsonNodeFactory.instance.objectNode(), column, value, dates);
            return value;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the fixed value of %s cannot be read: %s"
                            .formatted(column.label(), e.getMessage()),
                    e);
        }
    }

    boolean isHeader(String cell) {
        return columns.containsKey(cell.strip()) || ReportColumn.named(cell, _ -> true, false);
    }

    /** Our value for a cell, which may be empty; the cell itself if the map has none. */
    String value(ReportColumn column, String cell) {
        var ours = values.get(column);
        return ours == null ? cell : ours.getOrDefault(cell.strip(), cell);
    }

    private static JsonNode tree(byte[] json) {
        try {
            var tree = JSON.readTree(json);
            require(tree.isObject(), "it is not a JSON object");
            return tree;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "it is not JSON: %s, in line %d"
                            .formatted(e.getOriginalMessage(), e.getLocation().getLineNr()),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not in UTF-8", e);
        }
    }

    private static JsonNode object(JsonNode map, String field) {
        var object = map.path(field);
        require(
                object.isMissingNode() || object.isObject(),
                "'%s' must be an object".formatted(field));
        return object;
    }

    private static Map<String, String> texts(String name, JsonNode values) {
        require(values.isObject(), "'values' of %s must be an object".formatted(name));
        var texts = new HashMap<String, String>();
        values.properties()
                .forEach(value -> texts.put(value.getKey().strip(), text(value.getValue())));
        return Map.copyOf(texts);
    }

    private static ReportColumn ours(String name) {
        return ReportColumn.named(name, Optional::of, Optional.<ReportColumn>empty())
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'%s' is not a column of reports: they are %s"
                                                .formatted(name, String.join(", ", labels()))));
    }

    private static List<String> labels() {
        return ReportColumn.labels();
    }

    private static String text(JsonNode value) {
        require(value.isValueNode() && !value.isNull(), "%s must be a text".formatted(value));
        return value.asText();
    }

    private static DateOrder dates(JsonNode order) {
        return order.isMissingNode()
                ? DateOrder.UNKNOWN
                : DateOrder.of(order.asText())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "'dates' must be day-month-year or month-day-year"));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
