package org.demarche.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A condition and on whose word it stands.
 *
 * @param key null: this text stands for itself
 * @param origins who reported it, sorted
 */
public record HeardCondition(@Nullable String key, String text, List<String> origins) {

    public HeardCondition {
        origins = List.copyOf(origins);
    }

    /** What makes two conditions one: their key, else the very text. */
    static String identity(Report.Condition condition) {
        return condition.key() != null ? "key " + condition.key() : "text " + condition.text();
    }

    static List<HeardCondition> of(Facts report) {
        if (report.conditions().isEmpty()) {
            return List.of();
        }
        return merged(
                report.conditions().stream()
                        .map(
                                condition ->
                                        new HeardCondition(
                                                condition.key(),
                                                condition.text(),
                                                List.of(report.origin())))
                        .toList());
    }

    /** One for each key, else each text; the first text and all origins. */
    static List<HeardCondition> merged(List<HeardCondition> conditions) {
        var merged = new LinkedHashMap<String, HeardCondition>();
        for (var condition : conditions) {
            var identity = identity(new Report.Condition(condition.key(), condition.text()));
            merged.merge(identity, condition, HeardCondition::alsoFrom);
        }
        return new ArrayList<>(merged.values());
    }

    private HeardCondition alsoFrom(HeardCondition other) {
        var both = new TreeSet<>(origins);
        both.addAll(other.origins);
        return new HeardCondition(key, text, new ArrayList<>(both));
    }
}
