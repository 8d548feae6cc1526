package org.demarche.declared.aggregate;

import java.time.Instant;
import java.util.Comparator;
import org.demarche.model.ReportId;

/**
 * The order of reports for first and last.
 *
 * @param recorded the instant at which the log recorded the current content of the report
 */
public record Moment(Instant recorded, ReportId report) implements Comparable<Moment> {

    private static final Comparator<Moment> ORDER =
            Comparator.comparing(Moment::recorded)
                    .thenComparing(moment -> moment.report().toString());

    @Override
    public int compareTo(Moment other) {
        return ORDER.compare(this, other);
    }
}
