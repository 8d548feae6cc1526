package org.demarche.log.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The days on which a fact holds.
 *
 * @param all in order, with at least a day between one and the next
 */
public record Spans(List<Span> all) {

    static final Spans NONE = new Spans(List.of());

    /**
     * @param first {@link LocalDate#MIN} where it has no beginning
     * @param last {@link LocalDate#MAX} where it has no end; never before the first
     */
    public record Span(LocalDate first, LocalDate last) {}

    public Spans {
        all = List.copyOf(all);
    }

    /** Empty if the last day is before the first. */
    static Spans of(LocalDate first, LocalDate last) {
        return first.isAfter(last) ? NONE : new Spans(List.of(new Span(first, last)));
    }

    public boolean covers(LocalDate day) {
        return all.stream().anyMatch(one -> !day.isBefore(one.first()) && !day.isAfter(one.last()));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Spans or(Spans others) {
        var joined = new ArrayList<Span>();
        Stream.concat(all.stream(), others.all.stream())
                .sorted(Comparator.comparing(Span::first))
                .forEach(next -> append(joined, next));
        return new Spans(joined);
    }

    private static void append(List<Span> joined, Span next) {
        if (joined.isEmpty() || isApart(joined.getLast(), next)) {
            joined.add(next);
        } else {
            var before = joined.removeLast();
            joined.add(new Span(before.first(), later(before.last(), next.last())));
        }
    }

    private static boolean isApart(Span before, Span next) {
        return !before.last().equals(LocalDate.MAX)
                && next.first().isAfter(before.last().plusDays(1));
    }

    Spans and(Spans others) {
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
