package org.demarche.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/**
 * The header of a sheet. It gives Demarche's column for each column of the sheet.
 *
 * @param row the number of its row
 * @param headers the headers, as the sheet has them
 * @param columns Demarche's column for each column of the sheet; empty if the column is left out or
 *     has no header
 */
public record SheetHeader(long row, List<String> headers, List<Optional<ReportColumn>> columns) {

    /** Columns that only the export of statements has. */
    private static final List<String> OF_STATEMENTS =
            List.of("statement", "statementStance", "statementSaidOn");

    private static final int LOOKED_AHEAD = 10;
    private static final int MOST_EDITS = 3;

    public SheetHeader {
        headers = List.copyOf(headers);
        columns = List.copyOf(columns);
    }

    /**
     * Reads the first row that is not blank.
     *
     * @throws SheetFault if the row is not a header, or has faults
     * @throws MapFault if the map does not fit the header
     */
    public static SheetHeader read(SheetRows rows, ColumnMap map) throws IOException {
        var row = nextFilled(rows, Long.MAX_VALUE);
        if (row == null) {
            throw new SheetFault(1, "The sheet is empty: its first row must have the headers");
        }
        if (map.columns().isEmpty() && row.cells().containsAll(OF_STATEMENTS)) {
            throw new SheetFault(
                    row.number(),
                    "This is an export of statements (--format csv), which has columns that no report has. Export the reports (--format sheet), then edit and load that file");
        }
        if (row.cells().stream().noneMatch(map::isHeader)) {
            throw notAHeader(row, rows, map);
        }
        map.requireIn(row.cells());
        var faults = new ArrayList<CellFault>();
        var columns = new ArrayList<Optional<ReportColumn>>();
        var seen = new EnumMap<ReportColumn, Integer>(ReportColumn.class);
        for (var at = 0; at < row.cells().size() && faults.size() < CellFault.MOST; at++) {
            var found = column(row.cells().get(at), at, map, faults);
            columns.add(found);
            if (found.isEmpty()) {
                continue;
            }
            var column = found.get();
            var first = seen.putIfAbsent(column, at);
            if (first != null) {
                faults.add(
                        new CellFault(
                                at,
                                "is %s, and so is %s: leave one of them out"
                                        .formatted(
                                                column.label(),
                                                CellPlace.name(first, row.number()))));
            } else if (map.fixed().containsKey(column)) {
                faults.add(
                        new CellFault(
                                at,
                                "is %s, for which the map has a fixed value: leave one of them out"
                                        .formatted(column.label())));
            }
        }
        if (!faults.isEmpty()) {
            throw new SheetFault(row.number(), faults);
        }
        return new SheetHeader(row.number(), row.cells(), columns);
    }

    private static Optional<ReportColumn> column(
            String cell, int at, ColumnMap map, List<CellFault> faults) {
        if (cell.isBlank()) {
            return Optional.empty();
        }
        var mapped = map.columns().get(cell.strip());
        if (mapped != null) {
            return mapped.column();
        }
        var column =
                ReportColumn.<Optional<ReportColumn>>named(cell, Optional::of, Optional.empty());
        if (column.isEmpty()) {
            faults.add(
                    new CellFault(
                            at,
                            "%s is not a column of reports: rename it, or leave it out with null in a map"
                                    .formatted(CellText.quoted(cell)),
                            near(cell.strip())));
        }
        return column;
    }

    private static List<String> near(String header) {
        return ReportColumn.labels().stream()
                .filter(label -> edits(label, header) * 2 < label.length())
                .sorted(Comparator.comparingInt(label -> edits(label, header)))
                .limit(MOST_EDITS)
                .toList();
    }

    private static int edits(String label, String header) {
        var edits =
                new LevenshteinDistance(MOST_EDITS)
                        .apply(label.toLowerCase(Locale.ROOT), header.toLowerCase(Locale.ROOT));
        return edits < 0 ? Integer.MAX_VALUE / 2 : edits;
    }

    /**
     * Returns the fault of a row that is not a header. It may be a title, so the method looks for
     * the header in the next rows.
     */
    private static SheetFault notAHeader(SheetRow first, SheetRows rows, ColumnMap map)
            throws IOException {
        var until = first.number() + LOOKED_AHEAD;
        for (var row = nextFilled(rows, until); row != null; row = nextFilled(rows, until)) {
            if (row.cells().stream().filter(map::isHeader).count() > 1) {
                return new SheetFault(
                        first.number(),
                        "Row %d is a title, and the headers are in row %d: delete the rows above them"
                                .formatted(first.number(), row.number()));
            }
        }
        return new SheetFault(
                first.number(),
                "Row %d has no header of a column of reports. They are %s; a map can name others"
                        .formatted(first.number(), String.join(", ", ReportColumn.labels())));
    }

    private static @Nullable SheetRow nextFilled(SheetRows rows, long until) throws IOException {
        for (var row = rows.next(); row != null && row.number() <= until; row = rows.next()) {
            if (!row.isBlank()) {
                return row;
            }
        }
        return null;
    }

    /**
     * Returns the index of this column in the sheet, from 0; empty if the sheet lacks the column.
     */
    public Optional<Integer> columnOf(ReportColumn wanted) {
        return at(wanted::equals).findFirst();
    }

    /** Returns the place of a cell. The index of the column counts from 0. */
    public CellPlace place(int column, long row) {
        var header = column < headers.size() ? CellText.shown(headers.get(column)) : "";
        return new CellPlace(CellPlace.name(column, row), header.isEmpty() ? "no header" : header);
    }

    /**
     * Returns the place of the cell that fills this field of a body; empty if no column of the
     * sheet fills it.
     */
    public Optional<CellPlace> place(String pointer, long row) {
        return Stream.concat(
                        at(column -> column.holds(pointer)),
                        at(column -> column.pointer().startsWith(pointer + '/')))
                .findFirst()
                .filter(_ -> !pointer.isEmpty())
                .map(column -> place(column, row));
    }

    private Stream<Integer> at(Predicate<ReportColumn> such) {
        return IntStream.range(0, columns.size())
                .filter(column -> columns.get(column).filter(such).isPresent())
                .boxed();
    }
}
