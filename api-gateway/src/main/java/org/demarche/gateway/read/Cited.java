package org.demarche.gateway.read;

import java.time.Instant;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.demarche.gateway.fold.Folds;
import org.demarche.gateway.fold.SeenVersion;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.http.Refusal;
import org.demarche.model.PointInTime;
import org.demarche.model.fold.Rule;
import org.jspecify.annotations.Nullable;

/**
 * An answer from a view, with the time and the rule by which it stays the same.
 *
 * @param pinned what was recorded up to the last instant that the view has folded is known. An
 *     instant is a millisecond: what else is recorded in the very last one, and not folded yet,
 *     joins it
 * @param rule null of what no rule has folded
 */
public record Cited<T>(T found, PointInTime pinned, @Nullable Rule rule) {

    /** The same for an answer that no rule has folded. */
    public Cited<T> withoutRule() {
        return new Cited<>(found, pinned, null);
    }

    /** The present stored answer, gathered at one moment. */
    public static <T> Cited<T> stored(PositionsCopy view, Set<String> holders, Supplier<T> gather) {
        return view.atOnce(
                () ->
                        new Cited<>(
                                gather.get(), pinned(view, PointInTime.NOW, holders), view.rule()));
    }

    /**
     * @param holders under whom all that it rests on is filed; empty if that may be anybody. Where
     *     it lies in several partitions of the log, what one of them holds between its last folded
     *     instant and that of another would join it
     * @param find reads the view, which may go on meanwhile: then what was there before is found
     *     again, as it was known
     */
    public static <T> Cited<T> folded(
            PositionsCopy view,
            Asked asked,
            Set<String> holders,
            BiFunction<SeenVersion, PointInTime, T> find) {
        var time = asked.time();
        var pinned = pinned(view, time, holders);
        // not before: it has all that was recorded by then
        var seen = SeenVersion.of(view, asked.basis());
        var found = find.apply(seen, time);
        var isStill = pinned(view, time, holders).equals(pinned);
        return new Cited<>(
                isStill ? found : find.apply(seen, pinned), pinned, asked.basis().rule());
    }

    /**
     * For an answer that is read later: it has the same content as its link, even if the view folds
     * on meanwhile.
     */
    public static <T> Cited<T> stream(
            PositionsCopy view, Asked asked, BiFunction<SeenVersion, PointInTime, T> open) {
        var pinned = pinned(view, asked.time(), Set.of());
        var found = open.apply(SeenVersion.of(view, asked.basis()), pinned);
        return new Cited<>(found, pinned, asked.basis().rule());
    }

    private static PointInTime pinned(PositionsCopy view, PointInTime asked, Set<String> holders) {
        var known = known(view.recorded(holders), asked);
        return new PointInTime(asked.asOf(), known, asked.uncertain());
    }

    private static Instant known(Instant folded, PointInTime asked) {
        return asked.asKnown() != null && asked.asKnown().isBefore(folded)
                ? asked.asKnown()
                : folded;
    }

    /**
     * @param folded what is folded, with its verb
     * @param events from which it would be folded
     */
    public static Refusal tooMany(String folded, long events) {
        return Query.refused(
                "actor",
                "or issue must be given: %s folded from %,d reports, and may be from %,d"
                        .formatted(folded, events, Folds.MOST_EVENTS));
    }
}
