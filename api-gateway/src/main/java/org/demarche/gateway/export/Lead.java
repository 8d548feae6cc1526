package org.demarche.gateway.export;

import org.demarche.model.StatementEvidence;
import org.demarche.model.StatementEvidence.Attestation;
import org.jspecify.annotations.Nullable;

/** What the reports of a statement say of it together. */
final class Lead {

    private Lead() {}

    /** The report that speaks for the statement. */
    static Attestation of(StatementEvidence statement) {
        return statement.reports().stream()
                .filter(report -> report.report().equals(statement.lead()))
                .findFirst()
                .orElseThrow();
    }

    /** The outlet says it in its own words: it is nobody's statement. */
    static boolean isNarrated(StatementEvidence statement) {
        return statement.voice().equals("narrated");
    }

    /** The actor denies having said something, which is no refusal to comment. */
    static boolean isDenial(StatementEvidence statement) {
        return statement.stance() == null
                && statement.reports().stream()
                        .anyMatch(report -> report.decisive() && report.body().denies() != null);
    }

    /** On whose behalf it was said; of what nobody said, whose stance it is about. */
    static String actor(Attestation report) {
        var spokenFor = report.body().spokenFor();
        return spokenFor == null ? report.body().holder() : spokenFor;
    }

    /** What the registry calls the speaker on that day, else what the outlet does. */
    static @Nullable String office(Attestation report) {
        var speaker = report.body().speaker();
        var office = report.resolved().speakerOffice();
        return office != null || speaker == null ? office : speaker.role();
    }
}
