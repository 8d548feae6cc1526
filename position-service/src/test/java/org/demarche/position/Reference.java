package org.demarche.position;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.log.event.EventId;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.view.EventDocument;
import org.demarche.log.view.PositionDocument;
import org.demarche.log.view.ShiftDocument;
import org.demarche.log.view.Texts.ReportText;
import org.demarche.log.view.ViewKey;
import org.demarche.model.PointInTime;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Rule;
import org.jspecify.annotations.Nullable;

/**
 * The view that a log must give: documents of positions and shifts made from the model's pure
 * functions, and, for a view of revision 2, those of events from what happened to each report,
 * written down plainly.
 */
public final class Reference {

    private final Map<ReportId, Life> lives = new HashMap<>();
    private final Map<Subject, List<ReportEvent>> pairs = new HashMap<>();
    private final Map<String, String> documents = new TreeMap<>();

    private final int revision;

    private Reference(int revision) {
        this.revision = revision;
    }

    /**
     * @param events in the order of the log
     */
    public static Map<String, String> documents(List<ReportEvent> events) {
        return documents(events, 4);
    }

    /** Those of a view of an earlier revision. */
    public static Map<String, String> documents(List<ReportEvent> events, int revision) {
        var reference = new Reference(revision);
        events.forEach(reference::add);
        reference.pairs.forEach(reference::foldPair);
        return reference.documents;
    }

    /** An event that changes nothing leaves no trace. */
    private void add(ReportEvent event) {
        var life = lives.computeIfAbsent(event.report(), _ -> new Life());
        var statements = life.live(event);
        if (!statements.isEmpty()) {
            pairs.computeIfAbsent(Subject.of(event.report()), _ -> new ArrayList<>()).add(event);
            var body = new ReportCodec().encode("log", event, life.events, "/test").value();
            var document = text(EventDocument.of(event, body));
            var id = new EventId(event.report(), life.events++);
            if (revision == 2) {
                statements.forEach(
                        statement -> documents.put(ViewKey.event(statement, id), document));
            }
        }
    }

    private void foldPair(Subject subject, List<ReportEvent> events) {
        var rule = revision < 4 ? Rule.LATEST_OWN_1 : Rule.LATEST_OWN_2;
        var dossier = Dossier.of(subject, Basis.by(rule), events, PointInTime.NOW);
        documents.put(
                ViewKey.position(subject.actor(), subject.issue()),
                text(PositionDocument.write(dossier.position(), id -> lives.get(id).text())));
        for (var shift : dossier.history(PointInTime.NOW).shifts()) {
            documents.put(
                    ViewKey.shift(subject, shift.to().saidOn().plain()),
                    text(ShiftDocument.write(shift)));
        }
    }

    private static String text(byte[] document) {
        return new String(document, UTF_8);
    }

    /** One report's, so far. */
    private static final class Life {
        private int events;
        private boolean retracted;
        private String digest = "";
        private @Nullable Report body;
        private @Nullable StatementId statement;

        /** The statements under which this event stands; none where it changes nothing. */
        List<StatementId> live(ReportEvent event) {
            return switch (event) {
                case Filed filed when body == null -> say(filed.body(), filed.digest(), filed);
                case Corrected corrected
                        when body != null && (retracted || !corrected.digest().equals(digest)) ->
                        say(corrected.body(), corrected.digest(), corrected);
                case Retracted _ when body != null && !retracted -> {
                    retracted = true;
                    yield List.of(statement);
                }
                case Filed _, Corrected _, Retracted _ -> List.of();
            };
        }

        private List<StatementId> say(Report said, String content, ReportEvent event) {
            var from = retracted ? null : statement;
            body = said;
            digest = content;
            retracted = false;
            statement = StatementId.of(said, event.recorded());
            return from == null || from.equals(statement)
                    ? List.of(statement)
                    : List.of(from, statement);
        }

        ReportText text() {
            return new ReportText(body.summary(), body.source().url());
        }
    }
}
