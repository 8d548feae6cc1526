package org.demarche.sheet;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The cells of a report's row, in the order of {@link ReportColumn#ALL}. */
public final class BodyCells {

    private BodyCells() {}

    /** The headers of all columns. */
    public static List<String> headers() {
        return ReportColumn.labels();
    }

    /**
     * @param body with the fields of a report, and beside them its id as {@code report}, the number
     *     of its last {@code event}, and whether it is {@code retracted}
     */
    public static List<String> of(JsonNode body) {
        return ReportColumn.ALL.stream()
                .map(
                        column ->
                                FormulaMark.put(
                                        cell(
                                                column,
                                                body.at(JsonPointer.compile(column.pointer())))))
                .toList();
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
            case TEXT, LABEL, DATE, NUMBER, FLAG -> value.isNull() ? "" : value.asText();
        };
    }
}
