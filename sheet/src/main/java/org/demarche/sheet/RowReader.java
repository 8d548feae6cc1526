package org.demarche.sheet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the body of a report from each row. An empty cell is an absent field. */
public final class RowReader {

    private final SheetHeader header;
    private final ColumnMap map;

    public RowReader(SheetHeader header, ColumnMap map) {
        this.header = header;
        this.map = map;
    }

    /**
     * @param body the body of a report, empty if the row is blank; it must not be filed if there
     *     are faults
     * @param faults the faults of the row, at most {@link CellFault#MOST}
     */
    public record Read(ObjectNode body, List<CellFault> faults) {

        public Read {
            faults = List.copyOf(faults);
        }

        public boolean isBlank() {
            return body.isEmpty() && faults.isEmpty();
        }
    }

    public Read read(SheetRow row) {
        var body = JsonNodeFactory.instance.objectNode();
        if (row.isBlank()) {
            return new Read(body, List.of());
        }
        var faults =
                row.faults().stream()
                        .limit(CellFault.MOST)
                        .collect(Collectors.toCollection(ArrayList::new));
        map.fixed().forEach((column, value) -> put(body, column, value));
        for (var at = 0; at < row.cells().size() && faults.size() < CellFault.MOST; at++) {
            try {
                read(row.cells().get(at), at, body);
            } catch (IllegalArgumentException e) {
                faults.add(new CellFault(at, String.valueOf(e.getMessage())));
            }
        }
        if (faults.size() < CellFault.MOST) {
            compare(body, faults);
        }
        return new Read(body, faults);
    }

    private void read(String cell, int at, ObjectNode body) {
        if (cell.isBlank()) {
            return;
        }
        if (at >= header.columns().size() || header.headers().get(at).isBlank()) {
            throw new IllegalArgumentException("is in a column without a header: clear this cell");
        }
        header.columns()
                .get(at)
                .ifPresent(
                        column -> put(body, column, map.value(column, FormulaMark.takeOff(cell))));
    }

    private void put(ObjectNode body, ReportColumn column, String text) {
        if (!text.isBlank()) {
            BodyCells.put(body, column, text, map.dates());
        }
    }

    /** Finds cells that do not fit together. */
    private void compare(ObjectNode body, List<CellFault> faults) {
        if (body.has("event") && !body.has("report")) {
            faults.add(
                    new CellFault(
                            header.columnOf(ReportColumn.EVENT).orElse(0),
                            "is the number of an event, but the row has no report: clear it to file a new report"));
        } else if (body.at("/source").hasNonNull("publishedOn")
                && body.at("/source").hasNonNull("published")) {
            faults.add(
                    new CellFault(
                            header.columnOf(ReportColumn.PUBLISHED_ON)
                                    .or(() -> header.columnOf(ReportColumn.PUBLISHED))
                                    .orElse(0),
                            "gives publishedOn or published, but the row has both: clear one of them"));
        }
    }
}
