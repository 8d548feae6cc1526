package org.demarche.position;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import org.demarche.model.Dossier;
import org.demarche.model.PointInTime;
import org.demarche.model.Position;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportId;
import org.demarche.model.Scope;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;

/** The view that filed reports must give, made from the model's pure functions alone. */
final class Reference {

    private record Name(String actor, String issue) {}

    private Reference() {}

    /**
     * @param events in the order of the log; of each report the first counts
     */
    static Map<String, String> documents(List<ReportEvent> events) {
        var filed = new LinkedHashMap<ReportId, Filed>();
        events.forEach(event -> filed.putIfAbsent(event.report(), (Filed) event));
        var pairs = new HashMap<Name, List<ReportEvent>>();
        var documents = new TreeMap<String, String>();
        for (var event : filed.values()) {
            var id = event.report();
            pairs.computeIfAbsent(new Name(id.holder(), id.issue()), _ -> new ArrayList<>())
                    .add(event);
            var statement = StatementId.of(event.body(), event.recorded());
            documents.put(
                    ViewKey.event(statement, new EventId(id, 0)),
                    text(
                            EventDocument.of(
                                    event,
                                    new ReportCodec().body(event.body(), event.resolved()))));
        }
        pairs.forEach(
                (name, reports) ->
                        Dossier.of(
                                        new Subject(name.actor(), name.issue()),
                                        Scope.AS_FILED,
                                        List.copyOf(reports),
                                        PointInTime.NOW)
                                .history(PointInTime.NOW)
                                .shifts()
                                .forEach(
                                        shift ->
                                                documents.put(
                                                        ViewKey.shift(
                                                                shift.subject(),
                                                                shift.to().saidOn()),
                                                        text(ShiftDocument.write(shift)))));
        pairs.forEach(
                (name, reports) ->
                        documents.put(
                                ViewKey.position(name.actor(), name.issue()),
                                text(
                                        PositionDocument.write(
                                                Position.of(
                                                        name.actor(),
                                                        name.issue(),
                                                        reports,
                                                        PointInTime.NOW),
                                                report -> text(filed, report)))));
        return documents;
    }

    private static ReportText text(Map<ReportId, Filed> filed, ReportId report) {
        var body = filed.get(report).body();
        return new ReportText(body.summary(), body.source().url());
    }

    private static String text(byte[] document) {
        return new String(document, UTF_8);
    }
}
