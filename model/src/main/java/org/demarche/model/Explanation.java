package org.demarche.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a position is what it is: every statement about the actor and issue, newest first, and
 * whether it counted.
 *
 * @param stance null while no own statement counts
 */
public record Explanation(
        Subject subject, @Nullable Stance stance, @Nullable Days since, List<Weighed> statements) {

    public Explanation {
        statements = List.copyOf(statements);
    }

    /**
     * @param events those that the dossier is the fold of, for the statements that no longer stand
     */
    public static Explanation of(Dossier dossier, Iterable<ReportEvent> events, PointInTime time) {
        var evaluation = dossier.at(time);
        var reasons = reasons(evaluation.own());
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
                            reason(statement, reasons, time)));
        }
        weighed.addAll(retracted(dossier, Standing.of(events, time)));
        weighed.sort(
                Comparator.comparing(Weighed::saidOn)
                        .thenComparing(one -> one.statement().toString())
                        .reversed());
        var position = evaluation.position();
        return new Explanation(dossier.subject(), position.stance(), position.since(), weighed);
    }

    private static Reason reason(
            Statement statement, Map<Statement, Reason> reasons, PointInTime time) {
        if (!time.hears(statement.days())) {
            return Reason.LATER_THAN_AS_OF;
        }
        return switch (statement.voice().kind()) {
            case OWN -> reasons.getOrDefault(statement, Reason.NO_COMMENT);
            case ASCRIBED -> Reason.ASCRIBED;
            case NARRATED -> Reason.NARRATED;
        };
    }

    /** Of the own statements that take a stance. */
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

    /** Statements of which every report was retracted, under the last body of each. */
    private static List<Weighed> retracted(Dossier dossier, Standing standing) {
        var gone = new HashMap<StatementKey, List<Standing.Body>>();
        for (var body : standing.all()) {
            if (body.retracted()
                    && !dossier.has(body.statement())
                    && dossier.scope().covers(body.report().holder(), body.saidOn())) {
                gone.computeIfAbsent(body.statement(), _ -> new ArrayList<>()).add(body);
            }
        }
        var weighed = new ArrayList<Weighed>();
        gone.forEach(
                (statement, reports) -> {
                    var first = reports.getFirst();
                    var voice = Voice.of(first.body(), first.saidOn(), dossier.scope());
                    weighed.add(
                            new Weighed(
                                    StatementId.of(statement),
                                    first.saidOn(),
                                    first.body().taken(),
                                    voice.label(),
                                    voice.by(),
                                    reports.size(),
                                    Reason.RETRACTED));
                });
        return weighed;
    }

    public enum Reason {
        /** it speaks for the last turn, and so for the position */
        DECISIVE(true),
        /** it says the same, in the same run */
        SAME_RUN(true),
        /** it counted until a later run began */
        SUPERSEDED(false),
        /** another stance decided its turn */
        OUTWEIGHED(false),
        /** another actor says so of this one */
        ASCRIBED(false),
        /** an outlet says so in its own words */
        NARRATED(false),
        /** no report of it stands */
        RETRACTED(false),
        /** it was, or may have been, said after the day asked for */
        LATER_THAN_AS_OF(false),
        /** the speaker declined to comment, which is no stance */
        NO_COMMENT(false);

        private final boolean counted;
        private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

        Reason(boolean counted) {
            this.counted = counted;
        }

        /** Whether the position rests on it. */
        public boolean counted() {
            return counted;
        }

        /** As written on the wire. */
        public String label() {
            return label;
        }
    }

    /**
     * @param stance null for a refusal to comment
     * @param voice {@code own}, {@code ascribed} or {@code narrated}
     * @param by who ascribes or narrates it; null for the actor's own
     * @param reports that attest it; of a retracted one, that did
     */
    public record Weighed(
            StatementId statement,
            Days saidOn,
            @Nullable Stance stance,
            String voice,
            @Nullable String by,
            int reports,
            Reason reason) {}
}
