package org.demarche.gateway.export;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportBuilder;
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
        var report =
                ReportBuilder.said("norland.river-treaty.r1", stance, null)
                        .published("2024-05-01")
                        .ascribedBy(spokenFor)
                        .denying(denies)
                        .recordedAt(Instant.EPOCH);
        if (cameo != null) {
            report.act(null, null, cameo);
        }
        Arrays.stream(conditions).forEach(report::onText);
        var events = List.of(report.filed());
        var dossier =
                Dossier.of(
                        new Subject("norland", "river-treaty"),
                        Basis.by(Rule.LATEST_OWN_2),
                        events,
                        PointInTime.NOW);
        return StatementEvidence.of(dossier, events, PointInTime.NOW).getFirst();
    }
}
