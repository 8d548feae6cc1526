package org.demarche.sheet;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Makes the cells of a report's row, in the order of {@link ReportColumn#ALL}, and puts cells back
 * into a body.
 */
public final class BodyCells {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /**
     * The texts that mean true. The first one is written, because spreadsheets translate true into
     * other languages, but not yes.
     */
    private static final List<String> TRUE = List.of("yes", "true", "1");

    private static final Set<String> FALSE = Set.of("no", "false", "0");

    private static final Map<ReportColumn, JsonPointer> POINTERS =
            ReportColumn.ALL.stream()
                    .collect(
                            toUnmodifiableMap(
                                    Function.identity(),
                                    column -> JsonPointer.compile(column.pointer())));

    private BodyCells() {}

    /** Returns the headers of all columns. */
    public static List<String> headers() {
        return ReportColumn.labels();
    }

    /**
     * @param body the fields of a report, together with its id as {@code report}, the number of its
     *     last event as {@code event}, and the flag {@code retracted}
     */
    public static List<String> of(JsonNode body) {
        return ReportColumn.ALL.stream()
                .map(column -> isDerived(column, body) ? "" : cell(column, value(column, body)))
                .map(FormulaMark::put)
                .toList();
    }

    /**
     * Whether the service made the day of publication from a month. Its cell stays empty, because
     * the service would not notice an edit of the day.
     */
    private static boolean isDerived(ReportColumn column, JsonNode body) {
        return column == ReportColumn.PUBLISHED_ON
                && value(ReportColumn.PUBLISHED, body).isTextual();
    }

    private static JsonNode value(ReportColumn column, JsonNode body) {
        return body.at(requireNonNull(POINTERS.get(column)));
    }

    private static String cell(ReportColumn column, JsonNode value) {
        return switch (column.form()) {
            case TEXTS ->
                    CellList.write(
                            value.valueStream()
                                    .map(text -> new CellList.Item(null, text.asText()))
                                    .toList());
            case CONDITIONS ->
                    CellList.write(
                            value.valueStream()
                                    .map(
                                            one ->
                                                    new CellList.Item(
                                                            one.path("key").textValue(),
                                                            one.path("text").asText()))
                                    .toList());
            case FLAG -> value.asBoolean() ? TRUE.getFirst() : "";
            case TEXT, LABEL, DATE, NUMBER -> value.isNull() ? "" : value.asText();
        };
    }

    /**
     * Puts the text of a cell into the body.
     *
     * @throws IllegalArgumentException if the text cannot be read; the message gives the reason
     */
    static void put(ObjectNode body, ReportColumn column, String text, DateOrder dates) {
        var path = column.pointer().substring(1).split("/");
        var object = path.length == 1 ? body : body.withObjectProperty(path[0]);
        var name = path[path.length - 1];
        switch (column.form()) {
            case TEXT -> object.put(name, text);
            case LABEL -> object.put(name, text.strip().toLowerCase(Locale.ROOT));
            case DATE -> object.put(name, dates.iso(text));
            case NUMBER -> object.put(name, number(text.strip()));
            case FLAG -> flag(object, name, text.strip().toLowerCase(Locale.ROOT));
            case TEXTS -> {
                var texts = object.putArray(name);
                CellList.read(text, false).forEach(item -> texts.add(item.text()));
            }
            case CONDITIONS -> {
                var conditions = object.putArray(name);
                for (var item : CellList.read(text, true)) {
                    var condition = conditions.addObject();
                    if (item.key() != null) {
                        condition.put("key", item.key());
                    }
                    condition.put("text", item.text());
                }
            }
        }
    }

    private static int number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "%s is not a whole number".formatted(CellText.quoted(text)));
        }
        return Integer.parseInt(text);
    }

    private static void flag(ObjectNode object, String name, String text) {
        if (TRUE.contains(text)) {
            object.put(name, true);
        } else if (!FALSE.contains(text)) {
            throw new IllegalArgumentException(
                    "%s is neither yes nor no".formatted(CellText.quoted(text)));
        }
    }
}
