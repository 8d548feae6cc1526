package org.demarche.gateway.export;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.demarche.gateway.read.RegisteredNames;
import org.demarche.model.Report.Condition;
import org.demarche.model.explain.StatementEvidence;

/**
 * Writes a statement as a sentence: its summary, or else a sentence from the proposition and the
 * stance.
 */
final class ClaimText {

    private final RegisteredNames names;

    ClaimText(RegisteredNames names) {
        this.names = names;
    }

    String of(StatementEvidence statement) {
        var lead = StatementFacts.of(statement).body();
        return lead.summary() == null ? made(statement, lead.conditions()) : lead.summary();
    }

    private String made(StatementEvidence statement, List<Condition> conditions) {
        return by(statement)
                + names.actor(statement.subject().actor())
                + ' '
                + verb(statement, conditions)
                + ": "
                + names.proposition(statement.subject().issue());
    }

    private String by(StatementEvidence statement) {
        var by = statement.by();
        if (by == null) {
            return "";
        }
        var narrated = StatementFacts.isNarrated(statement);
        return "According to %s, ".formatted(narrated ? names.outlet(by) : names.actor(by));
    }

    private static String verb(StatementEvidence statement, List<Condition> conditions) {
        return switch (statement.stance()) {
            case FAVOR -> "favors";
            case AGAINST -> "is against";
            case CONDITIONAL -> "favors, on condition" + listed(conditions);
            case NONE -> "takes no side on";
            case null ->
                    StatementFacts.isDenial(statement)
                            ? "denies having spoken on"
                            : "declines to comment on";
        };
    }

    private static String listed(List<Condition> conditions) {
        return conditions.isEmpty()
                ? ""
                : conditions.stream().map(Condition::text).collect(joining("; ", " (", ")"));
    }
}
