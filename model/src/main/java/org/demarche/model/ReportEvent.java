package org.demarche.model;

import java.time.Instant;

/**
 * What can happen to a report. The digest is of the body in canonical form, 64 hexadecimal digits:
 * two events of one id are the same content if their digests are. Recorded is when the log took it
 * in: the broker's append time, never stepping back within a partition. The wire name is written
 * beside each and never changes; the class may be renamed.
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
