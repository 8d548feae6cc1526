package org.demarche.model;

import java.time.Instant;

/**
 * The events of a report. The digest is of the body in canonical form, in 64 hexadecimal digits:
 * two events of one id have the same content if their digests are equal. Recorded is the broker's
 * append time, which never steps back within a partition. The wire name of each event never
 * changes; the class may be renamed.
 */
public sealed interface ReportEvent {

    ReportId report();

    Instant recorded();

    default String wireName() {
        return switch (this) {
            case Filed _ -> Filed.WIRE_NAME;
            case Corrected _ -> Corrected.WIRE_NAME;
            case Retracted _ -> Retracted.WIRE_NAME;
        };
    }

    record Filed(ReportId report, Report body, Resolved resolved, String digest, Instant recorded)
            implements ReportEvent {
        public static final String WIRE_NAME = "report-filed";
    }

    record Corrected(
            ReportId report, Report body, Resolved resolved, String digest, Instant recorded)
            implements ReportEvent {
        public static final String WIRE_NAME = "report-corrected";
    }

    record Retracted(ReportId report, String reason, Instant recorded) implements ReportEvent {
        public static final String WIRE_NAME = "report-retracted";
    }
}
