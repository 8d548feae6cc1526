package org.demarche.declared;

import org.demarche.declared.aggregate.Aggregate;
import org.demarche.declared.aggregate.Count;
import org.demarche.declared.aggregate.Edge;
import org.demarche.declared.aggregate.Extreme;
import org.demarche.declared.aggregate.FieldTally;
import org.demarche.declared.aggregate.Kind;
import org.demarche.declared.aggregate.Limits;
import org.demarche.declared.aggregate.Sum;
import org.demarche.declared.aggregate.Values;

/**
 * One field of a definition.
 *
 * @param argument the index of the argument that the field counts; -1 for {@code count()}, which
 *     has none
 * @param kind the kind of the argument; it does not matter for {@code count()}
 * @param most the {@code n} of {@code top(n, …)}; 0 for all others
 */
record DefinedField(String name, Aggregate aggregate, int argument, Kind kind, int most) {

    static final int NO_ARGUMENT = -1;

    /**
     * @param limits the limits of this field alone
     */
    FieldTally tally(Limits limits) {
        return switch (aggregate) {
            case COUNT -> new Count();
            case SUM -> new Sum();
            case MIN -> new Extreme(kind, true);
            case MAX -> new Extreme(kind, false);
            case FIRST -> new Edge(kind, true);
            case LAST -> new Edge(kind, false);
            case COUNT_BY, DISTINCT, TOP -> new Values(aggregate, most, limits);
        };
    }

    /** Whether the field's documents have a list of values, which has a limit. */
    boolean lists() {
        return switch (aggregate) {
            case COUNT_BY, DISTINCT, TOP -> true;
            case COUNT, SUM, MIN, MAX, FIRST, LAST -> false;
        };
    }
}
