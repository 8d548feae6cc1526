package org.demarche.gateway.export;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.demarche.log.event.ReportDigest;
import org.demarche.model.PointInTime;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.Stance;
import org.demarche.model.Subject;
import org.demarche.model.explain.StatementEvidence;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Rule;

/** Statements on Norland and the river treaty, as bare as they come. */
final class Told {

    private Told() {}

    static StatementEvidence of(
            String spokenFor, Stance stance, String cameo, String... conditions) {
        return of(spokenFor, stance, cameo, null, conditions);
    }

    static StatementEvidence denial(String utterance) {
        return of("norland", Stance.NONE, null, utterance, new String[0]);
    }

    private static StatementEvidence of(
            String spokenFor, Stance stance, String cameo, String denies, String[] conditions) {
        var body =
                new Report(
                        "norland",
                        spokenFor,
                        "river-treaty",
                        null,
                        stance,
                        Arrays.stream(conditions)
                                .map(text -> new Report.Condition(null, text))
                                .toList(),
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        cameo == null ? null : new Report.Act(null, null, cameo),
                        null,
                        null,
                        null,
                        null,
                        denies,
                        new Report.Source(
                                "daily",
                                null,
                                null,
                                LocalDate.parse("2024-05-01"),
                                null,
                                List.of()),
                        null,
                        null);
        var events =
                List.<ReportEvent>of(
                        new ReportEvent.Filed(
                                new ReportId("norland", "river-treaty", "r1"),
                                body,
                                new Resolved("daily", null, null, null, null),
                                ReportDigest.of(body),
                                Instant.EPOCH));
        var dossier =
                Dossier.of(
                        new Subject("norland", "river-treaty"),
                        Basis.by(Rule.LATEST_OWN_2),
                        events,
                        PointInTime.NOW);
        return StatementEvidence.of(dossier, events, PointInTime.NOW).getFirst();
    }
}
