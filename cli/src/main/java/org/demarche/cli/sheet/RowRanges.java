package org.demarche.cli.sheet;

import static java.util.stream.Collectors.joining;

import java.util.TreeMap;

/**
 * Collects numbers of rows, and shows them as ranges. The numbers come in any order, and each comes
 * once.
 */
final class RowRanges {

    /** The most ranges, because nobody reads more. */
    private static final int MOST = 1_000;

    /** The last row of each range, by its first row. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    private long count;
    private boolean more;

    void add(long row) {
        count++;
        var before = ranges.floorEntry(row);
        var first = before != null && before.getValue() + 1 == row ? before.getKey() : null;
        var last = ranges.remove(row + 1);
        if (first == null && last == null && ranges.size() == MOST) {
            more = true;
            return;
        }
        ranges.put(first == null ? row : first, last == null ? row : last);
    }

    long count() {
        return count;
    }

    String text() {
        var told =
                ranges.entrySet().stream()
                        .map(
                                range ->
                                        range.getKey().equals(range.getValue())
                                                ? String.valueOf(range.getKey())
                                                : "%d to %d"
                                                        .formatted(
                                                                range.getKey(), range.getValue()))
                        .collect(joining(", "));
        return told + (more ? ", ..." : "");
    }
}
