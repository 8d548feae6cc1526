package org.demarche.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.demarche.sheet.ColumnMap.Mapped;

/** Reads a map of columns, and notes each fault with its line. */
final class ColumnMapReader {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private static final Set<String> FIELDS = Set.of("columns", "fixed", "values", "dates");

    private final JsonNode map;

    /** The line of each field, by its JSON pointer. */
    private final Map<String, Integer> lines;

    private final List<String> faults = new ArrayList<>();

    private ColumnMapReader(JsonNode map, Map<String, Integer> lines) {
        this.map = map;
        this.lines = Map.copyOf(lines);
    }

    /**
     * @throws IllegalArgumentException if the map has faults; the message lists all of them
     */
    static ColumnMap read(byte[] json) {
        try {
            var tree = JSON.readTree(json);
            if (!tree.isObject()) {
                throw new IllegalArgumentException("it is not a JSON object");
            }
            return new ColumnMapReader(tree, lines(json)).map();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "it is not JSON: %s, in line %d"
                            .formatted(e.getOriginalMessage(), e.getLocation().getLineNr()),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not in UTF-8", e);
        }
    }

    private static Map<String, Integer> lines(byte[] json) throws IOException {
        var lines = new HashMap<String, Integer>();
        try (var in = JSON.createParser(json)) {
            for (var token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    lines.put(
                            in.getParsingContext().pathAsPointer().toString(),
                            in.currentTokenLocation().getLineNr());
                }
            }
        }
        return lines;
    }

    private ColumnMap map() {
        map.fieldNames()
                .forEachRemaining(
                        field -> {
                            if (!FIELDS.contains(field)) {
                                note(
                                        pointer(field),
                                        "%s is unknown: a map has columns, fixed, values and dates"
                                                .formatted(CellText.quoted(field)));
                            }
                        });
        var dates = dates();
        var columns = new HashMap<String, Mapped>();
        each(
                "columns",
                (name, value) ->
                        columns.put(
                                name.strip(),
                                new Mapped(
                                        value.isNull()
                                                ? Optional.empty()
                                                : Optional.of(ours(text(value))),
                                        line(pointer("columns", name)))));
        var fixed = new EnumMap<ReportColumn, String>(ReportColumn.class);
        each(
                "fixed",
                (name, value) -> {
                    var column = ours(name);
                    fixed.put(column, fixed(column, text(value), dates));
                });
        var values = new EnumMap<ReportColumn, Map<String, String>>(ReportColumn.class);
        each("values", (name, value) -> values.put(ours(name), texts(name, value)));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return new ColumnMap(columns, fixed, values, dates);
    }

    /** Reads the fields of an object, and notes each fault that the reader throws. */
    private void each(String object, BiConsumer<String, JsonNode> reader) {
        var found = map.path(object);
        if (!found.isMissingNode() && !found.isObject()) {
            note(pointer(object), "'%s' must be an object".formatted(object));
            return;
        }
        for (var field : found.properties()) {
            try {
                reader.accept(field.getKey(), field.getValue());
            } catch (IllegalArgumentException e) {
                note(pointer(object, field.getKey()), String.valueOf(e.getMessage()));
            }
        }
    }

    /**
     * Checks a fixed value here once, so that a bad value is a fault of the map and not of each
     * row.
     */
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
                                        "%s is not a column of reports: they are %s"
                                                .formatted(
                                                        CellText.quoted(name),
                                                        String.join(", ", ReportColumn.labels()))));
    }

    private static String text(JsonNode value) {
        require(value.isValueNode() && !value.isNull(), "%s must be a text".formatted(value));
        return value.asText();
    }

    private DateOrder dates() {
        var order = map.path("dates");
        var known =
                order.isMissingNode()
                        ? Optional.of(DateOrder.UNKNOWN)
                        : DateOrder.of(order.asText());
        if (known.isEmpty()) {
            note(pointer("dates"), "'dates' must be day-month-year or month-day-year");
        }
        return known.orElse(DateOrder.UNKNOWN);
    }

    private void note(String pointer, String fault) {
        faults.add("line %d: %s".formatted(line(pointer), fault));
    }

    private int line(String pointer) {
        return lines.getOrDefault(pointer, 1);
    }

    private static String pointer(String... fields) {
        var pointer = new StringBuilder();
        for (var field : fields) {
            pointer.append('/').append(field.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
