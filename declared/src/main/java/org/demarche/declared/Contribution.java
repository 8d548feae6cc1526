package org.demarche.declared;

import java.util.List;
import org.demarche.declared.aggregate.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The contribution of one report.
 *
 * @param first the first 64 bits of the digest of the content that was filed
 * @param standing the first 64 bits of the digest of the current content
 * @param retracted whether the report is retracted, and no correction has reinstated it
 * @param counted the key and the values of the report; null if the report counts nowhere
 */
record Contribution(long first, long standing, boolean retracted, @Nullable Counted counted) {

    /**
     * The key under which a report counts, and its values.
     *
     * @param key the key that the definition gives the report
     * @param values the values of the definition's arguments; null for an absent one
     */
    record Counted(Moment moment, String key, List<@Nullable Object> values) {}

    Contribution next(long standing, boolean retracted, @Nullable Counted counted) {
        return new Contribution(first, standing, retracted, counted);
    }
}
