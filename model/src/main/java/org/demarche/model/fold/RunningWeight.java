package org.demarche.model.fold;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps the weight of a set of reports while reports are added and removed. */
final class RunningWeight {

    private final Map<String, Integer> origins = new HashMap<>();
    private final TreeMap<LocalDate, Integer> published = new TreeMap<>();
    private final TreeMap<LocalDate, Integer> latest = new TreeMap<>();
    private int official;
    private int direct;

    void add(Facts report) {
        origins.merge(report.origin(), 1, Integer::sum);
        published.merge(report.published(), 1, Integer::sum);
        latest.merge(report.days().latest(), 1, Integer::sum);
        official += report.official() ? 1 : 0;
        direct += report.direct() ? 1 : 0;
    }

    void remove(Facts report) {
        origins.computeIfPresent(report.origin(), RunningWeight::fewer);
        published.computeIfPresent(report.published(), RunningWeight::fewer);
        latest.computeIfPresent(report.days().latest(), RunningWeight::fewer);
        official -= report.official() ? 1 : 0;
        direct -= report.direct() ? 1 : 0;
    }

    private static <T> @Nullable Integer fewer(T value, int count) {
        return count == 1 ? null : count - 1;
    }

    /** The earliest of the reports' last days. */
    LocalDate latest() {
        return latest.firstKey();
    }

    Weight weight() {
        return new Weight(official > 0, origins.size(), direct > 0, published.lastKey());
    }
}
