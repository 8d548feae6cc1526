package org.demarche.log.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The days on which a fact holds.
 *
 * @param all the ranges in order, with at least one day between two of them
 */
public record DayRanges(List<Range> all) {

    static final DayRanges NONE = new DayRanges(List.of());

    /**
     * @param first the first day; {@link LocalDate#MIN} if there is no beginning
     * @param last the last day, never before the first; {@link LocalDate#MAX} if there is no end
     */
    public record Range(LocalDate first, LocalDate last) {}

    public DayRanges {
        all = List.copyOf(all);
    }

    /** Returns one range; none if the last day is before the first. */
    static DayRanges of(LocalDate first, LocalDate last) {
        return first.isAfter(last) ? NONE : new DayRanges(List.of(new Range(first, last)));
    }

    public boolean covers(LocalDate day) {
        return all.stream().anyMatch(one -> !day.isBefore(one.first()) && !day.isAfter(one.last()));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    DayRanges or(DayRanges others) {
        var joined = new ArrayList<Range>();
        Stream.concat(all.stream(), others.all.stream())
                .sorted(Comparator.comparing(Range::first))
                .forEach(next -> append(joined, next));
        return new DayRanges(joined);
    }

    private static void append(List<Range> joined, Range next) {
        if (joined.isEmpty() || isApart(joined.getLast(), next)) {
            joined.add(next);
        } else {
            var before = joined.removeLast();
            joined.add(new Range(before.first(), later(before.last(), next.last())));
        }
    }

    private static boolean isApart(Range before, Range next) {
        return !before.last().equals(LocalDate.MAX)
                && next.first().isAfter(before.last().plusDays(1));
    }

    DayRanges and(DayRanges others) {
        var common = NONE;
        for (var one : all) {
            for (var other : others.all) {
                common =
                        common.or(
                                of(
                                        later(one.first(), other.first()),
                                        earlier(one.last(), other.last())));
            }
        }
        return common;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }
}
