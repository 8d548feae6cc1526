package org.demarche.cli.sheet;

import java.util.ArrayList;
import java.util.List;

/** Numbers of rows in rising order, told as ranges. */
final class RowRanges {

    /** Nobody reads more. */
    private static final int MOST = 1_000;

    private record Range(long first, long last) {}

    private final List<Range> ranges = new ArrayList<>();
    private long count;

    void add(long row) {
        count++;
        var last = ranges.isEmpty() ? null : ranges.getLast();
        if (last != null && last.last() + 1 == row) {
            ranges.set(ranges.size() - 1, new Range(last.first(), row));
        } else if (ranges.size() < MOST) {
            ranges.add(new Range(row, row));
        }
    }

    long count() {
        return count;
    }

    String text() {
        var told =
                ranges.stream()
                        .map(
                                range ->
                                        range.first() == range.last()
                                                ? String.valueOf(range.first())
                                                : "%d to %d".formatted(range.first(), range.last()))
                        .toList();
        return String.join(", ", told) + (ranges.size() == MOST ? ", ..." : "");
    }
}
