package org.demarche.gateway.export;

import org.demarche.model.explain.Attestation;
import org.demarche.model.explain.StatementEvidence;
import org.jspecify.annotations.Nullable;

/** Facts that the reports of a statement give together. */
final class StatementFacts {

    private StatementFacts() {}

    /** The first report of the account that counts. */
    static Attestation of(StatementEvidence statement) {
        return statement.reports().stream()
                .filter(report -> report.report().equals(statement.lead()))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the outlet makes the statement in its own words, so that no actor said it. */
    static boolean isNarrated(StatementEvidence statement) {
        return statement.voice().equals("narrated");
    }

    /** Whether the actor denies an earlier statement. A refusal to comment is not a denial. */
    static boolean isDenial(StatementEvidence statement) {
        return statement.stance() == null
                && statement.reports().stream()
                        .anyMatch(report -> report.decisive() && report.body().denies() != null);
    }

    /** Returns the actor spoken for; for a narrated statement, the actor whose stance it gives. */
    static String actor(Attestation report) {
        var spokenFor = report.body().spokenFor();
        return spokenFor == null ? report.body().holder() : spokenFor;
    }

    /** The speaker's office in the registry on that day, or else as the outlet gives it. */
    static @Nullable String office(Attestation report) {
        var speaker = report.body().speaker();
        var office = report.resolved().speakerOffice();
        return office != null || speaker == null ? office : speaker.role();
    }
}
