package org.demarche.model.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;
import org.demarche.model.fold.Denial;
import org.demarche.model.fold.Denials;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Line;
import org.demarche.model.fold.Position.LatestReport;
import org.demarche.model.fold.Rule;
import org.demarche.model.fold.Statement;
import org.demarche.model.fold.Turn;
import org.jspecify.annotations.Nullable;

/**
 * The reasons for a position: every statement about the actor and issue, the newest first, and
 * whether it counts.
 *
 * @param stance null while no own statement counts
 */
public record Explanation(
        Subject subject,
        @Nullable Stance stance,
        @Nullable Days since,
        List<Weighed> statements,
        Rule rule) {

    public Explanation {
        statements = List.copyOf(statements);
    }

    /**
     * @param events those that the dossier is the fold of, for the statements that no longer stand
     */
    public static Explanation of(Dossier dossier, Iterable<ReportEvent> events, PointInTime time) {
        var evaluation = dossier.at(time);
        var reasons = reasons(evaluation.own());
        var uncounted = UncountedReports.of(dossier, ReportBodies.of(events, time));
        var rule = dossier.basis().rule();
        var weighed = new ArrayList<Weighed>();
        for (var statement : dossier.statements()) {
            weighed.add(
                    new Weighed(
                            statement.id(),
                            statement.days(),
                            statement.taken(),
                            statement.voice().label(),
                            statement.voice().by(),
                            statement.reports().size(),
                            reason(statement, reasons, time),
                            LatestReport.firstOf(rule.named(statement)),
                            uncounted.setAside(statement.key()),
                            evaluation.denials().of(statement)));
        }
        weighed.addAll(uncounted.statements(time, evaluation.denials()));
        weighed.sort(
                Comparator.comparing(Weighed::saidOn)
                        .thenComparing(one -> one.statement().toString())
                        .reversed());
        var position = evaluation.position();
        return new Explanation(
                dossier.subject(), position.stance(), position.since(), weighed, rule);
    }

    private static Reason reason(
            Statement statement, Map<Statement, Reason> reasons, PointInTime time) {
        if (!time.hears(statement.days())) {
            return Reason.LATER_THAN_AS_OF;
        }
        return switch (statement.voice().kind()) {
            case OWN ->
                    reasons.getOrDefault(
                            statement,
                            Denials.isOne(statement) ? Reason.DENIAL : Reason.NO_COMMENT);
            case ASCRIBED -> Reason.ASCRIBED;
            case NARRATED -> Reason.NARRATED;
        };
    }

    /** Gives a reason for each own statement that takes a stance. */
    private static Map<Statement, Reason> reasons(Line own) {
        var reasons = new HashMap<Statement, Reason>();
        for (var turn : own.turns()) {
            turn.statements().forEach(one -> reasons.put(one, reason(one, turn, own)));
        }
        return reasons;
    }

    private static Reason reason(Statement statement, Turn turn, Line own) {
        var position = own.runs().getLast();
        if (statement.taken() != turn.stance()) {
            return Reason.OUTWEIGHED;
        }
        if (turn.days().compareTo(position.since()) < 0) {
            return Reason.SUPERSEDED;
        }
        return statement == position.last().decisive() ? Reason.DECISIVE : Reason.SAME_RUN;
    }

    public enum Reason {
        /** The statement speaks for the last turn, and so for the position. */
        DECISIVE(true),
        /** The statement has the same stance, and is in the same run. */
        SAME_RUN(true),
        /** The statement counted until a later run began. */
        SUPERSEDED(false),
        /** Another stance decided its turn. */
        OUTWEIGHED(false),
        /** Another actor says this about the actor. */
        ASCRIBED(false),
        /** An outlet says this in its own words. */
        NARRATED(false),
        /** All its reports were retracted. */
        RETRACTED(false),
        /** The statement was made, or may have been made, after the day asked for. */
        LATER_THAN_AS_OF(false),
        /** The speaker declined to comment, and so took no stance. */
        NO_COMMENT(false),
        /** The actor denies that it said something, and so takes no stance. */
        DENIAL(false),
        /** None of its reports has the grades asked for. */
        SET_ASIDE(false);

        private final boolean counted;
        private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

        Reason(boolean counted) {
            this.counted = counted;
        }

        /** Whether the position rests on a statement with this reason. */
        public boolean counted() {
            return counted;
        }

        /** The name of this constant on the wire; it never changes. */
        public String label() {
            return label;
        }
    }

    /**
     * @param stance null for a refusal to comment
     * @param voice {@code own}, {@code ascribed} or {@code narrated}
     * @param by who ascribes or narrates it; null for the actor's own
     * @param reports that attest it; of a retracted one, that did; of one that is set aside, all
     * @param evidence the first few of those that attest it; {@link Rule#LATEST_OWN_2} has those of
     *     the account that counts before the others
     * @param setAside those that attest it and do not have the grades that were asked for
     * @param denied by which statements of its own the actor denies it, in their order
     */
    public record Weighed(
            StatementId statement,
            Days saidOn,
            @Nullable Stance stance,
            String voice,
            @Nullable String by,
            int reports,
            Reason reason,
            List<LatestReport> evidence,
            List<LatestReport> setAside,
            List<Denial> denied) {

        public Weighed {
            evidence = List.copyOf(evidence);
            setAside = List.copyOf(setAside);
            denied = List.copyOf(denied);
        }
    }
}
