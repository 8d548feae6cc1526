package org.demarche.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table for a terminal: one line a row, as wide as its content. Long cells are wrapped, except in
 * the first column, which names the row.
 */
public final class Table {

    private static final int CELL = 60;

    private Table() {}

    public static String of(List<String> header, List<List<String>> rows) {
        return of(header, rows, CELL);
    }

    /**
     * @param cell how wide a cell may be, in characters, before it is wrapped
     */
    public static String of(List<String> header, List<List<String>> rows, int cell) {
        var columns = header.stream().map(title -> column(title, cell)).toArray(Column[]::new);
        columns[0].maxWidth(Integer.MAX_VALUE);
        var data = rows.stream().map(row -> row.toArray(Object[]::new)).toArray(Object[][]::new);
        var table =
                AsciiTable.getTable(
                        AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER, columns, data);
        return String.join(
                System.lineSeparator(), table.lines().map(String::stripTrailing).toList());
    }

    private static Column column(String title, int width) {
        return new Column()
                .header(title)
                .headerAlign(HorizontalAlign.LEFT)
                .dataAlign(HorizontalAlign.LEFT)
                .maxWidth(width, OverflowBehaviour.NEWLINE);
    }

    public static List<String> row(Object... cells) {
        return Stream.of(cells).map(String::valueOf).toList();
    }
}
