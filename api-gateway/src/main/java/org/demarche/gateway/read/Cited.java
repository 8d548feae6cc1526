package org.demarche.gateway.read;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.demarche.gateway.fold.Seen;
import org.demarche.gateway.view.View;
import org.demarche.model.PointInTime;
import org.demarche.model.Rule;

/**
 * What was found in a view, and the time and the rule by which it stays what it is.
 *
 * @param pinned with both times: what was recorded up to the last instant that the view has folded
 *     is known; and nothing that was recorded by then may be dated after the day behind it, so that
 *     day leaves nothing out. An instant is a millisecond: what else is recorded in the very last
 *     one, and not folded yet, joins it
 */
record Cited<T>(T found, PointInTime pinned, Rule rule) {

    /** What is stored, as it is now: gathered at once, so nothing can come between. */
    static <T> Cited<T> stored(View view, Set<String> holders, Supplier<T> gather) {
        return view.atOnce(
                () ->
                        new Cited<>(
                                gather.get(), pinned(view, PointInTime.NOW, holders), view.rule()));
    }

    /**
     * @param holders under whom all that it rests on is filed; empty where that may be anybody.
     *     Where it lies in several partitions of the log, what one of them holds between its last
     *     folded instant and that of another would join it
     * @param find reads the view, which may go on meanwhile: then what was there before is found
     *     again, as it was known
     */
    static <T> Cited<T> folded(
            View view, Asked asked, Set<String> holders, BiFunction<Seen, PointInTime, T> find) {
        var time = asked.time();
        var pinned = pinned(view, time, holders);
        // not before: it has all that was recorded by then
        var seen = Seen.of(view, asked.basis());
        var found = find.apply(seen, time);
        var isStill = pinned(view, time, holders).equals(pinned);
        return new Cited<>(
                isStill ? found : find.apply(seen, pinned), pinned, asked.basis().rule());
    }

    private static PointInTime pinned(View view, PointInTime asked, Set<String> holders) {
        var known = known(view.recorded(holders), asked);
        var asOf = asked.asOf() != null ? asked.asOf() : dayBehind(known);
        return new PointInTime(asOf, known, asked.uncertain());
    }

    private static Instant known(Instant folded, PointInTime asked) {
        return asked.asKnown() != null && asked.asKnown().isBefore(folded)
                ? asked.asKnown()
                : folded;
    }

    private static LocalDate dayBehind(Instant known) {
        return known.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
    }
}
