package org.demarche.model.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;
import org.demarche.model.explain.WeighedStatement.Reason;
import org.demarche.model.fold.Denials;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Line;
import org.demarche.model.fold.Position.LatestReport;
import org.demarche.model.fold.Rule;
import org.demarche.model.fold.Statement;
import org.demarche.model.fold.Turn;
import org.jspecify.annotations.Nullable;

/**
 * The reasons for a position: every statement about the actor and issue, the newest first, with the
 * reason why it counts or does not count.
 *
 * @param stance the stance of the position; null while no own statement counts
 */
public record Explanation(
        Subject subject,
        @Nullable Stance stance,
        @Nullable Days since,
        List<WeighedStatement> statements,
        Rule rule) {

    public Explanation {
        statements = List.copyOf(statements);
    }

    /**
     * @param events the events that were folded into the dossier; the reports that do not count
     *     come from them
     */
    public static Explanation of(Dossier dossier, Iterable<ReportEvent> events, PointInTime time) {
        var evaluation = dossier.at(time);
        var reasons = reasons(evaluation.own());
        var uncounted = UncountedReports.of(dossier, ReportBodies.of(events, time));
        var rule = dossier.basis().rule();
        var weighed = new ArrayList<WeighedStatement>();
        for (var statement : dossier.statements()) {
            weighed.add(
                    new WeighedStatement(
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
                Comparator.comparing(WeighedStatement::saidOn)
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
}
