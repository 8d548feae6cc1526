package org.demarche.gateway.fold;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.util.Optional;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportEvent;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.explain.Attestation;

/**
 * Finds the instant at which the log got the first report of a statement. Feeds show this instant,
 * because no replay changes it.
 */
public final class FirstRecorded {

    private final Evidence evidence;

    public FirstRecorded(Evidence evidence) {
        this.evidence = evidence;
    }

    /**
     * Finds the instant of the first report that gives the account that counts now; empty if the
     * gateway has not read such a report yet. By every rule, this reads only the reports of this
     * statement.
     */
    public Optional<Instant> of(SeenVersion seen, StatementId id, PointInTime time) {
        var subject = new Subject(id.holder(), id.issue());
        var events =
                CountedEvent.among(subject, evidence.of(id, seen.horizon())).stream()
                        .map(CountedEvent::event)
                        .sorted(comparing(ReportEvent::recorded))
                        .toList();
        return new SubjectFold(subject, seen.basis(), events)
                .statement(id, time).stream()
                        .flatMap(statement -> statement.reports().stream())
                        .filter(Attestation::decisive)
                        .map(Attestation::recorded)
                        .min(naturalOrder());
    }
}
