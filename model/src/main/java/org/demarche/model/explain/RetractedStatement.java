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
 * A statement whose reports were all retracted, as they would make it if they counted.
 *
 * @param voice {@code own}, {@code ascribed} or {@code narrated}
 * @param by the actor spoken for, or the outlet where it is narrated; null for the holder's own
 * @param stance null for a refusal to comment
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
     * @param body its last one
     * @param recorded when the log took that body in
     * @param reason why it was retracted
     * @param retracted when the log took the retraction in
     */
    public record Withdrawn(
            ReportId report,
            Report body,
            Resolved resolved,
            Instant recorded,
            String reason,
            Instant retracted) {}
}
