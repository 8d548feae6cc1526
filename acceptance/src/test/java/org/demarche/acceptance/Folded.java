package org.demarche.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.log.view.PositionDocument;
import org.demarche.log.view.ShiftDocument;
import org.demarche.log.view.Texts.ReportText;
import org.demarche.log.view.ViewKey;
import org.demarche.model.PointInTime;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Subject;
import org.demarche.model.explain.StatementEvidence;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Rule;

/**
 * The model's fold of events, in the form in which it must be served: the truth that every answer
 * is held against.
 *
 * @param events of each actor and issue in the order of the log; none where there is nothing left
 * @param bodies of each report, the last one
 */
record Folded(Map<Subject, List<ReportEvent>> events, Map<ReportId, Report> bodies) {

    private static final Basis RULE = Basis.by(Rule.LATEST_OWN_2);

    static Folded of(List<ReportEvent> log) {
        var events = new TreeMap<Subject, List<ReportEvent>>();
        var bodies = new HashMap<ReportId, Report>();
        for (var event : log) {
            events.computeIfAbsent(Subject.of(event.report()), _ -> new ArrayList<>()).add(event);
            switch (event) {
                case ReportEvent.Filed filed -> bodies.putIfAbsent(filed.report(), filed.body());
                case ReportEvent.Corrected corrected ->
                        bodies.put(corrected.report(), corrected.body());
                case ReportEvent.Retracted _ -> {}
            }
        }
        return new Folded(events, bodies);
    }

    /** The same log without these reports; the pairs that they name stay, and may be empty. */
    Folded without(Collection<ReportId> reports) {
        var left = new TreeMap<Subject, List<ReportEvent>>();
        events.forEach(
                (subject, all) ->
                        left.put(
                                subject,
                                all.stream()
                                        .filter(event -> !reports.contains(event.report()))
                                        .toList()));
        return new Folded(left, bodies);
    }

    static String path(Subject subject) {
        return "/v1/actors/%s/positions/%s".formatted(subject.actor(), subject.issue());
    }

    /** Each position's path at the gateway, and the body that has to be served there. */
    Map<String, String> positions() {
        var positions = new TreeMap<String, String>();
        events.forEach((subject, all) -> positions.put(path(subject), position(subject, all)));
        return positions;
    }

    /** Each position's key in the view, and its document. */
    Map<String, String> documents() {
        var documents = new TreeMap<String, String>();
        events.forEach(
                (subject, all) ->
                        documents.put(
                                ViewKey.position(subject.actor(), subject.issue()),
                                position(subject, all)));
        return documents;
    }

    /** Each shift's key in the view, and its document. */
    Map<String, String> shifts() {
        var shifts = new TreeMap<String, String>();
        events.forEach(
                (subject, all) -> {
                    var dossier = Dossier.of(subject, RULE, all, PointInTime.NOW);
                    for (var shift : dossier.history(PointInTime.NOW).shifts()) {
                        shifts.put(
                                ViewKey.shift(subject, shift.to().saidOn().plain()),
                                new String(ShiftDocument.write(shift), UTF_8));
                    }
                });
        return shifts;
    }

    /** Each statement that a report attests, by its id. */
    Map<String, Attested> statements() {
        var statements = new TreeMap<String, Attested>();
        events.forEach(
                (subject, all) ->
                        StatementEvidence.of(
                                        Dossier.of(subject, RULE, all, PointInTime.NOW),
                                        all,
                                        PointInTime.NOW)
                                .forEach(
                                        one ->
                                                statements.put(
                                                        one.id().toString(), Attested.of(one))));
        return statements;
    }

    private String position(Subject subject, List<ReportEvent> all) {
        var position = Dossier.of(subject, RULE, all, PointInTime.NOW).position();
        var document =
                PositionDocument.write(
                        position,
                        report -> {
                            var body = bodies.get(report);
                            return new ReportText(body.summary(), body.source().url());
                        });
        return new String(document, UTF_8);
    }
}
