package org.demarche.model.fold;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import org.demarche.model.Report;
import org.jspecify.annotations.Nullable;

/**
 * A condition, with the origins that report it.
 *
 * @param key the coder's key; null if the text alone identifies the condition
 * @param origins the first {@link #ORIGINS_SHOWN} origins that report the condition, sorted
 * @param originCount the number of all origins that report the condition, because a statement may
 *     have thousands of reports
 */
public record HeardCondition(
        @Nullable String key, String text, List<String> origins, int originCount) {

    public static final int ORIGINS_SHOWN = 5;

    public HeardCondition {
        origins = List.copyOf(origins);
    }

    /**
     * @param origins all origins that report the condition, sorted
     */
    public static HeardCondition of(@Nullable String key, String text, Collection<String> origins) {
        return new HeardCondition(
                key, text, origins.stream().limit(ORIGINS_SHOWN).toList(), origins.size());
    }

    /**
     * Puts the text that was published first before the others, and texts of one day in the order
     * of their letters.
     */
    static final Comparator<Told> BY_PUBLICATION =
            Comparator.comparing((Told told) -> told.report.published())
                    .thenComparing(told -> told.condition.text());

    /** Keeps the order of the reports. */
    static final Comparator<Told> AS_GIVEN = (_, _) -> 0;

    record Told(Facts report, Report.Condition condition) {}

    /**
     * Returns one condition for each key, or for each text without a key, with the origins of all
     * its reports. The conditions have the order of the reports.
     *
     * @param order the order of the texts of one condition; the first one is shown
     */
    static List<HeardCondition> in(Iterable<Facts> reports, Comparator<Told> order) {
        var heard = new LinkedHashMap<String, List<Told>>();
        for (var report : reports) {
            for (var condition : report.conditions()) {
                var identity =
                        condition.key() == null
                                ? "text " + condition.text()
                                : "key " + condition.key();
                heard.computeIfAbsent(identity, _ -> new ArrayList<>())
                        .add(new Told(report, condition));
            }
        }
        return heard.values().stream().map(told -> one(told, order)).toList();
    }

    private static HeardCondition one(List<Told> told, Comparator<Told> order) {
        var shown = Collections.min(told, order).condition;
        var origins = new TreeSet<String>();
        told.forEach(one -> origins.add(one.report.origin()));
        return of(shown.key(), shown.text(), origins);
    }
}
