package org.demarche.declared;

import java.time.Instant;
import java.util.Comparator;

/**
 * The order of reports for first and last.
 *
 * @param recorded when the log took in what stands of the report
 * @param report its id
 */
record Moment(Instant recorded, String report) implements Comparable<Moment> {

    private static final Comparator<Moment> ORDER =
            Comparator.comparing(Moment::recorded).thenComparing(Moment::report);

    @Override
    public int compareTo(Moment other) {
        return ORDER.compare(this, other);
    }
}
