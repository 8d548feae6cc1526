package org.demarche.model;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last days of statements whose day is not known, by stance: only these may be later than what
 * stands behind them in the order.
 */
final class WideDays {

    private final Map<Stance, TreeMap<LocalDate, Integer>> latest = new EnumMap<>(Stance.class);

    /**
     * @param taken null where no stance was
     */
    void put(Days days, @Nullable Stance taken) {
        if (!days.certain() && taken instanceof Stance stance) {
            latest.computeIfAbsent(stance, _ -> new TreeMap<>())
                    .merge(days.latest(), 1, Integer::sum);
        }
    }

    void take(Days days, @Nullable Stance taken) {
        if (!days.certain() && taken instanceof Stance stance) {
            latest.computeIfPresent(
                    stance,
                    (_, ends) -> {
                        ends.computeIfPresent(
                                days.latest(), (_, count) -> count == 1 ? null : count - 1);
                        return ends.isEmpty() ? null : ends;
                    });
        }
    }

    /**
     * @param day null for an open start, before which nothing is
     */
    boolean anotherStanceAfter(Stance stance, @Nullable LocalDate day) {
        return latest.entrySet().stream()
                .anyMatch(
                        entry ->
                                entry.getKey() != stance
                                        && (day == null
                                                || entry.getValue().lastKey().isAfter(day)));
    }
}
