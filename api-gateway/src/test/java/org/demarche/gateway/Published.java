package org.demarche.gateway;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.log.view.PositionDocument;
import org.demarche.log.view.ShiftDocument;
import org.demarche.log.view.Texts;
import org.demarche.log.view.ViewKey;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportEvent;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Rule;

/**
 * Events, and what a worker publishes of them.
 *
 * @param events as the log has them
 * @param documents positions and shifts, by key
 */
public record Published(List<ReportEvent> events, Map<String, byte[]> documents) {

    public static Published of(ReportEvent... events) {
        return by(Rule.LATEST_OWN_1, events);
    }

    public static Published by(Rule rule, ReportEvent... events) {
        return by(rule, _ -> null, events);
    }

    /**
     * @param texts of the reports, which positions show
     */
    public static Published by(Rule rule, Texts texts, ReportEvent... events) {
        var documents = new LinkedHashMap<String, byte[]>();
        List.of(events).stream()
                .collect(groupingBy(event -> Subject.of(event.report()), TreeMap::new, toList()))
                .forEach((subject, all) -> add(documents, subject, all, rule, texts));
        return new Published(List.of(events), documents);
    }

    /** Names each statement by the token of a report that was filed on it. */
    public static Map<String, String> statements(ReportEvent... events) {
        var statements = new LinkedHashMap<String, String>();
        for (var event : events) {
            if (event instanceof ReportEvent.Filed filed) {
                statements.putIfAbsent(
                        StatementId.of(filed.body(), filed.recorded()).toString(),
                        filed.report().token());
            }
        }
        return statements;
    }

    private static void add(
            Map<String, byte[]> documents,
            Subject subject,
            List<ReportEvent> events,
            Rule rule,
            Texts texts) {
        var dossier = Dossier.of(subject, Basis.by(rule), events, PointInTime.NOW);
        documents.put(
                ViewKey.position(subject.actor(), subject.issue()),
                PositionDocument.write(dossier.position(), texts));
        for (var shift : dossier.history(PointInTime.NOW).shifts()) {
            documents.put(
                    ViewKey.shift(subject, shift.to().saidOn().plain()),
                    ShiftDocument.write(shift));
        }
    }
}
