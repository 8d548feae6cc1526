package org.demarche.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A condition and on whose word it stands.
 *
 * @param key null: this text stands for itself
 * @param origins the first {@link #ORIGINS_SHOWN} who reported it, sorted
 * @param originCount of all who did: a statement may have thousands of reports
 */
public record HeardCondition(
        @Nullable String key, String text, List<String> origins, int originCount) {

    public static final int ORIGINS_SHOWN = 5;

    public HeardCondition {
        origins = List.copyOf(origins);
    }

    /**
     * @param origins all of them, sorted
     */
    public static HeardCondition of(@Nullable String key, String text, Collection<String> origins) {
        return new HeardCondition(
                key, text, origins.stream().limit(ORIGINS_SHOWN).toList(), origins.size());
    }

    /**
     * One for each key, else each text, in the order in which the reports give them: with the first
     * text, and the origins of all.
     */
    static List<HeardCondition> in(Iterable<Facts> reports) {
        var heard = new LinkedHashMap<String, Heard>();
        for (var report : reports) {
            for (var condition : report.conditions()) {
                var identity =
                        condition.key() == null
                                ? "text " + condition.text()
                                : "key " + condition.key();
                heard.computeIfAbsent(identity, _ -> new Heard(condition, new TreeSet<>()))
                        .origins
                        .add(report.origin());
            }
        }
        var conditions = new ArrayList<HeardCondition>(heard.size());
        heard.values()
                .forEach(one -> conditions.add(of(one.first.key(), one.first.text(), one.origins)));
        return conditions;
    }

    private record Heard(Report.Condition first, SortedSet<String> origins) {}
}
