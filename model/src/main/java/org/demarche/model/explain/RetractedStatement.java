package org.demarche.model.explain;

import java.time.Instant;
import java.util.List;
import org.demarche.model.Report;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose reports were all retracted. Its values are those that it would have if its
 * reports counted.
 *
 * @param voice {@code own}, {@code ascribed} or {@code narrated}
 * @param by the actor spoken for, or the outlet of a narrated statement; null for an own statement
 * @param stance the stance; null for a refusal to comment
 */
public record RetractedStatement(
        StatementId id,
        Subject subject,
        String voice,
        @Nullable String by,
        @Nullable Stance stance,
        Days saidOn,
        List<Withdrawn> reports) {

    public RetractedStatement {
        reports = List.copyOf(reports);
    }

    /**
     * A retracted report.
     *
     * @param body the last body of the report
     * @param recorded the instant at which that body was recorded
     * @param reason the reason of the retraction
     * @param retracted the instant at which the retraction was recorded
     */
    public record Withdrawn(
            ReportId report,
            Report body,
            Resolved resolved,
            Instant recorded,
            String reason,
            Instant retracted) {}
}
