package org.demarche.model;

import java.time.Instant;

/**
 * An event of a report. {@code digest} is the digest of the body in canonical form, as 64
 * hexadecimal digits. Two events of one report have the same content if their digests are equal.
 * {@code recorded} is the broker's append time, which never goes back within a partition. The wire
 * name of an event never changes, even if its class is renamed.
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
