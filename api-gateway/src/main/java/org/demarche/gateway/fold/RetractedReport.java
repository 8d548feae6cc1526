package org.demarche.gateway.fold;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.demarche.gateway.evidence.EvidenceRecord;
import org.demarche.gateway.evidence.RetractionPlace;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;

/**
 * A report that was retracted.
 *
 * @param subject the present actor and issue: those of the filing, or the ones that they were
 *     merged into
 * @param statement the statement that the report attested
 * @param restored whether a later correction brought it back
 */
public record RetractedReport(
        RetractionPlace place,
        Subject subject,
        StatementId statement,
        String outlet,
        Instant recorded,
        String reason,
        boolean restored) {

    /**
     * Finds the report that this retraction took back. Empty if the retraction changed nothing,
     * because the report was not filed or was retracted already.
     *
     * @param records the records of the report, in the order of the log
     */
    static Optional<RetractedReport> of(
            RetractionPlace place, Subject subject, List<EvidenceRecord> records) {
        Report body = null;
        var filed = Instant.EPOCH;
        RetractedReport found = null;
        var stands = false;
        for (var counted : CountedEvent.among(Subject.of(place.report()), records)) {
            switch (counted.event()) {
                case Filed(_, var report, _, _, var at) -> {
                    body = report;
                    filed = at;
                    stands = true;
                }
                case Corrected(_, var report, _, _, var at) -> {
                    body = report;
                    filed = at;
                    stands = true;
                }
                case Retracted(_, var reason, var at) -> {
                    if (stands && body != null && isAt(place, counted.record())) {
                        found =
                                new RetractedReport(
                                        place,
                                        subject,
                                        StatementId.of(body, filed),
                                        body.source().outlet(),
                                        at,
                                        reason,
                                        false);
                    }
                    stands = false;
                }
            }
        }
        return Optional.ofNullable(found).map(stands ? RetractedReport::back : one -> one);
    }

    private static boolean isAt(RetractionPlace place, EvidenceRecord record) {
        return record.partition() == place.partition() && record.offset() == place.offset();
    }

    private RetractedReport back() {
        return new RetractedReport(place, subject, statement, outlet, recorded, reason, true);
    }
}
