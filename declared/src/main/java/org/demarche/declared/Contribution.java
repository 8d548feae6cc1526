package org.demarche.declared;

import java.util.List;
import org.demarche.declared.aggregate.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The contribution of one report.
 *
 * @param first what was filed: the first 64 bits of its content's digest
 * @param standing what stands, likewise
 * @param retracted and not reinstated by a correction
 * @param counted null if the report counts nowhere
 */
record Contribution(long first, long standing, boolean retracted, @Nullable Counted counted) {

    /**
     * The key under which a report counts, and its values.
     *
     * @param key of the definition
     * @param values of the definition's arguments; null if one is absent
     */
    record Counted(Moment moment, String key, List<@Nullable Object> values) {}

    Contribution next(long standing, boolean retracted, @Nullable Counted counted) {
        return new Contribution(first, standing, retracted, counted);
    }
}
