package org.demarche.cli.terminal;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table that fits the terminal. It has one row per line; if that is too wide, cells are wrapped
 * and columns are left out. Ids in the first column are not broken.
 */
public final class Table {

    /** The number of spaces around the text of a cell. */
    private static final int AROUND = 2;

    /** A column is not made narrower than its longest word, unless the word is wider than this. */
    private static final int WIDE_ENOUGH = 30;

    private static final int NARROWEST = 12;

    private Table() {}

    /**
     * @param width the width of the terminal, in characters
     * @param leftOut the titles of the columns that may be left out on a narrow terminal, in this
     *     order
     */
    public static String of(
            List<String> header, List<List<String>> rows, int width, String... leftOut) {
        var titles = new ArrayList<>(header);
        var shown = new ArrayList<List<String>>();
        rows.forEach(row -> shown.add(new ArrayList<>(row)));
        for (var title : leftOut) {
            if (sum(least(titles, shown, WIDE_ENOUGH)) <= room(titles, width)) break;
            var at = titles.indexOf(title);
            titles.remove(at);
            shown.forEach(row -> row.remove(at));
        }
        return text(titles, shown, widths(titles, shown, room(titles, width)));
    }

    /**
     * @param cell the greatest width of a cell, in characters, before it is wrapped
     * @param width the width of the terminal; in a file or a pipe, no cell is wrapped
     */
    public static String ofCells(
            List<String> header, List<List<String>> rows, int cell, int width) {
        var widths = new int[header.size()];
        Arrays.fill(widths, width == Screen.UNLIMITED ? Integer.MAX_VALUE : cell);
        widths[0] = Integer.MAX_VALUE;
        return text(header, rows, widths);
    }

    public static List<String> row(Object... cells) {
        return Stream.of(cells).map(String::valueOf).toList();
    }

    /** Returns the room for cells. There is one character between two columns. */
    private static int room(List<String> titles, int width) {
        return width - titles.size() + 1;
    }

    /**
     * Returns the widths of the columns. The remaining room goes to the columns whose cells have
     * the most lines.
     */
    private static int[] widths(List<String> titles, List<List<String>> rows, int room) {
        var natural = natural(titles, rows);
        if (sum(natural) <= room) return natural;
        var enough = least(titles, rows, WIDE_ENOUGH);
        var widths = sum(enough) <= room ? enough : least(titles, rows, NARROWEST);
        for (var left = room - sum(widths); left > 0; left--) {
            var highest =
                    IntStream.range(0, widths.length)
                            .boxed()
                            .filter(at -> widths[at] < natural[at])
                            .max(Comparator.comparing(at -> (double) natural[at] / widths[at]));
            highest.ifPresent(at -> widths[at]++);
        }
        return widths;
    }

    private static int[] natural(List<String> titles, List<List<String>> rows) {
        return columns(titles, rows).mapToInt(cells -> longest(cells, "\n")).toArray();
    }

    private static int[] least(List<String> titles, List<List<String>> rows, int enough) {
        var natural = natural(titles, rows);
        var words = columns(titles, rows).mapToInt(cells -> longest(cells, "\\s")).toArray();
        for (var at = 1; at < words.length; at++) words[at] = Math.min(words[at], enough);
        return IntStream.range(0, natural.length)
                .map(at -> Math.min(natural[at], Math.max(words[at], NARROWEST)))
                .toArray();
    }

    private static Stream<List<String>> columns(List<String> titles, List<List<String>> rows) {
        return IntStream.range(0, titles.size())
                .mapToObj(
                        at ->
                                Stream.concat(
                                                Stream.of(titles.get(at)),
                                                rows.stream().map(row -> row.get(at)))
                                        .toList());
    }

    private static int longest(List<String> cells, String separator) {
        return AROUND
                + cells.stream()
                        .flatMap(cell -> Stream.of(cell.split(separator)))
                        .mapToInt(String::length)
                        .max()
                        .orElse(0);
    }

    private static int sum(int[] widths) {
        return IntStream.of(widths).sum();
    }

    private static String text(List<String> titles, List<List<String>> rows, int[] widths) {
        var columns =
                IntStream.range(0, widths.length)
                        .mapToObj(at -> column(titles.get(at), widths[at]))
                        .toArray(Column[]::new);
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
}
