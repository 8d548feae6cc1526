package org.demarche.ingest.amending;

import java.time.Instant;
import org.demarche.ingest.log.Fingerprint;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.StatementId;
import org.jspecify.annotations.Nullable;

/** A change of a report, without faults, before it is in the log. */
public sealed interface Amendment {

    ReportId report();

    /** Returns the new content; null for a retraction. */
    @Nullable Fingerprint content();

    /**
     * Returns the statement that the report attests after this change; null for a retraction.
     *
     * @param recorded the instant at which the log took the change in
     */
    @Nullable StatementId statement(Instant recorded);

    ReportEvent event(Instant now);

    /** Returns the state of the report for which the change was made. */
    AmendmentPrecondition precondition();

    /**
     * @param digest the digest of the body in canonical form, 64 hexadecimal digits
     */
    record Correction(
            ReportId report,
            Report body,
            Resolved resolved,
            String digest,
            AmendmentPrecondition precondition)
            implements Amendment {

        @Override
        public Fingerprint content() {
            return Fingerprint.of(digest);
        }

        @Override
        public StatementId statement(Instant recorded) {
            return StatementId.of(body, recorded);
        }

        @Override
        public ReportEvent event(Instant now) {
            return new ReportEvent.Corrected(report, body, resolved, digest, now);
        }
    }

    record Retraction(ReportId report, String reason) implements Amendment {

        @Override
        public AmendmentPrecondition precondition() {
            return AmendmentPrecondition.NONE;
        }

        @Override
        public @Nullable Fingerprint content() {
            return null;
        }

        @Override
        public @Nullable StatementId statement(Instant recorded) {
            return null;
        }

        @Override
        public ReportEvent event(Instant now) {
            return new ReportEvent.Retracted(report, reason, now);
        }
    }
}
