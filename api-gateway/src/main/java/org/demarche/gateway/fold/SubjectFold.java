package org.demarche.gateway.fold;

import java.util.List;
import java.util.Optional;
import org.demarche.gateway.view.Document;
import org.demarche.log.view.PositionDocument;
import org.demarche.log.view.Texts.ReportText;
import org.demarche.model.PointInTime;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.explain.Explanation;
import org.demarche.model.explain.RetractedStatement;
import org.demarche.model.explain.StatementEvidence;
import org.demarche.model.explain.UncountedReports;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.History;
import org.demarche.model.fold.Position;
import org.jspecify.annotations.Nullable;

/**
 * The events of one actor and issue, read and folded once. It answers for any point in time. It is
 * thread-safe: a lock lets in one thread at a time.
 */
public final class SubjectFold {

    private final Subject subject;
    private final Basis basis;
    private final List<ReportEvent> events;
    private final Dossier now;

    /**
     * @param events the events, sorted by the instant of recording; those of one report are in the
     *     order of the log
     */
    SubjectFold(Subject subject, Basis basis, List<ReportEvent> events) {
        this.subject = subject;
        this.basis = basis;
        this.events = events;
        now = Dossier.of(subject, basis, events, PointInTime.NOW);
    }

    /** Whether an event of the pair had been recorded at this time. */
    public boolean isKnown(PointInTime time) {
        return !events.isEmpty() && time.knows(events.getFirst().recorded());
    }

    public int eventCount() {
        return events.size();
    }

    public synchronized Position position(PointInTime time) {
        return at(time).position(time);
    }

    /** Writes the position as a document, byte for byte as a version would store it. */
    public Document positionDocument(PointInTime time) {
        return Document.of(PositionDocument.write(position(time), id -> text(id, time)));
    }

    public synchronized History history(PointInTime time) {
        return at(time).history(time);
    }

    public synchronized Explanation explanation(PointInTime time) {
        return Explanation.of(at(time), events, time);
    }

    public synchronized List<Position.Ascribed> ascribed(PointInTime time) {
        return at(time).ascribed(time);
    }

    public synchronized List<StatementEvidence> statements(PointInTime time) {
        return StatementEvidence.of(at(time), events, time);
    }

    /** Finds a current statement. */
    public synchronized Optional<StatementEvidence> statement(StatementId id, PointInTime time) {
        return StatementEvidence.find(id, at(time), events, time);
    }

    /** Finds a statement that has lost all its reports. */
    public synchronized Optional<RetractedStatement> retracted(StatementId id, PointInTime time) {
        return UncountedReports.retracted(id, at(time), events, time);
    }

    private Dossier at(PointInTime time) {
        var knowsAll = events.isEmpty() || time.knows(events.getLast().recorded());
        return knowsAll ? now : Dossier.of(subject, basis, events, time);
    }

    /** Takes the text from the last body of the report that is known at this time. */
    private @Nullable ReportText text(ReportId report, PointInTime time) {
        return events.reversed().stream()
                .filter(event -> event.report().equals(report) && time.knows(event.recorded()))
                .flatMap(event -> body(event).stream())
                .findFirst()
                .map(body -> new ReportText(body.summary(), body.source().url()))
                .orElse(null);
    }

    private static Optional<Report> body(ReportEvent event) {
        return switch (event) {
            case ReportEvent.Filed filed -> Optional.of(filed.body());
            case ReportEvent.Corrected corrected -> Optional.of(corrected.body());
            case ReportEvent.Retracted _ -> Optional.empty();
        };
    }
}
