package org.demarche.model;

import java.util.Collection;
import java.util.List;
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

    /** What makes two conditions one: their key, else the very text. */
    static String identity(Report.Condition condition) {
        return condition.key() != null ? "key " + condition.key() : "text " + condition.text();
    }
}
