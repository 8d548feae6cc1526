package org.demarche.sheet;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Maps the columns of a user's own sheet to the columns of Demarche. The file of a map is JSON:
 *
 * <pre>{"columns": {"Datum": "saidOn", "Notes": null},
 *  "fixed": {"issue": "River treaty"},
 *  "values": {"stance": {"pro": "favor"}},
 *  "dates": "day-month-year"}</pre>
 *
 * @param columns the columns of the sheet, by their headers
 * @param fixed the values of columns that the sheet lacks
 * @param values Demarche's values for those of the sheet, by column
 */
public record ColumnMap(
        Map<String, Mapped> columns,
        Map<ReportColumn, String> fixed,
        Map<ReportColumn, Map<String, String>> values,
        DateOrder dates) {

    /**
     * The map of a sheet with Demarche's headers, and with dates that can be read in only one way.
     */
    public static final ColumnMap NONE =
            new ColumnMap(Map.of(), Map.of(), Map.of(), DateOrder.UNKNOWN);

    /**
     * @param column the column of Demarche; empty if the sheet's column is left out
     * @param line the line in the file of the map
     */
    public record Mapped(Optional<ReportColumn> column, int line) {}

    public ColumnMap {
        columns = Map.copyOf(columns);
        fixed = Map.copyOf(fixed);
        values = Map.copyOf(values);
    }

    /**
     * @throws IllegalArgumentException if the map has faults; the message lists all of them
     */
    public static ColumnMap parse(byte[] json) {
        return ColumnMapReader.read(json);
    }

    boolean isHeader(String cell) {
        return columns.containsKey(cell.strip()) || ReportColumn.named(cell, _ -> true, false);
    }

    /**
     * @throws MapFault if the map names columns that the sheet lacks. A column that the map leaves
     *     out may be absent
     */
    void requireIn(List<String> headers) throws MapFault {
        var present = headers.stream().map(String::strip).toList();
        var faults =
                columns.entrySet().stream()
                        .filter(named -> named.getValue().column().isPresent())
                        .filter(named -> !present.contains(named.getKey()))
                        .sorted((one, other) -> one.getValue().line() - other.getValue().line())
                        .map(
                                named ->
                                        "line %d: no column of the sheet has the header %s"
                                                .formatted(
                                                        named.getValue().line(),
                                                        CellText.quoted(named.getKey())))
                        .toList();
        if (!faults.isEmpty()) {
            throw new MapFault(
                    "%s. Its headers are %s"
                            .formatted(
                                    String.join("; ", faults),
                                    String.join(
                                            ", ",
                                            present.stream()
                                                    .filter(header -> !header.isEmpty())
                                                    .map(CellText::shown)
                                                    .toList())));
        }
    }

    /**
     * Returns the map's value for a cell, which may be empty; returns the cell itself if the map
     * has no value for it.
     */
    String value(ReportColumn column, String cell) {
        var ours = values.get(column);
        return ours == null ? cell : ours.getOrDefault(cell.strip(), cell);
    }
}
