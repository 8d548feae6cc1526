package org.demarche.model.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.demarche.model.PointInTime;
import org.demarche.model.Subject;
import org.demarche.model.Voice;
import org.demarche.model.fold.History.Said;
import org.demarche.model.fold.History.Stretch;
import org.demarche.model.fold.Position.Ascribed;
import org.demarche.model.fold.Position.Latest;
import org.demarche.model.fold.Position.LatestReport;

/**
 * All results of a rule for an actor and issue at a point in time. Events that the dossier folds
 * later do not change them.
 */
public final class Evaluation {

    private final Subject subject;
    private final Rule rule;
    private final Line own;
    private final Denials denials;

    /**
     * The lines of all other voices, which are actors and outlets. The same rule makes each of
     * them.
     */
    private final SortedMap<Voice, Line> others = new TreeMap<>();

    /**
     * @param voices the statements of each voice, in their order
     */
    Evaluation(
            Subject subject,
            SortedMap<Voice, List<Statement>> voices,
            PointInTime time,
            Rule rule) {
        this.subject = subject;
        this.rule = rule;
        own = Line.of(voices.getOrDefault(Voice.OWN, List.of()), time, rule);
        denials = Denials.among(own.heard());
        voices.forEach(
                (voice, statements) -> {
                    if (voice.by() != null) {
                        others.put(voice, Line.of(statements, time, rule));
                    }
                });
    }

    public Position position() {
        var heard = ReportCount.of(own.heard());
        var run = own.lastRun();
        if (run == null) {
            return Position.withoutStance(subject, own.lastHeard(), heard, ascribed(), rule);
        }
        var turn = run.last();
        var weighing = rule.weigh(run.statements(), run.stance());
        return new Position(
                subject.actor(),
                subject.issue(),
                run.stance(),
                run.since(),
                turn.conditions(),
                own.certainty(),
                turn.mixed(),
                turn.disputed(),
                own.lastHeard(),
                latest(turn.decisive()),
                weighing.counted(),
                heard,
                own.previous(),
                ascribed(),
                weighing.outweighed(),
                rule);
    }

    /** The shifts, the oldest first. */
    public List<Shift> shifts() {
        return rule.shifts(subject, own.turns());
    }

    public History history() {
        return new History(
                subject, own.runs().stream().map(this::stretch).toList(), shifts(), rule);
    }

    /**
     * Returns the latest stance that each other actor, and each outlet in its own words, gives to
     * this actor.
     */
    public List<Ascribed> ascribed() {
        var run = own.lastRun();
        var ascribed = new ArrayList<Ascribed>();
        others.forEach(
                (voice, line) -> {
                    var by = voice.by();
                    var theirs = line.lastRun();
                    if (by != null && theirs != null) {
                        var decisive = theirs.last().decisive();
                        ascribed.add(
                                new Ascribed(
                                        by,
                                        voice.kind() == Voice.Kind.NARRATED,
                                        theirs.stance(),
                                        decisive.days(),
                                        decisive.id(),
                                        run != null && run.stance() != theirs.stance()));
                    }
                });
        return ascribed;
    }

    public Line own() {
        return own;
    }

    public Denials denials() {
        return denials;
    }

    private Latest latest(Statement statement) {
        var lead = statement.lead();
        return new Latest(
                statement.id(),
                statement.days(),
                lead.speaker(),
                lead.office(),
                rule.contested(statement),
                statement.reports().size(),
                LatestReport.firstOf(rule.named(statement)),
                denials.of(statement));
    }

    private Stretch stretch(Run run) {
        var statements = run.statements();
        var weighing = rule.weigh(statements, run.stance());
        return new Stretch(
                run.stance(),
                run.since(),
                run.last().days(),
                run.last().conditions(),
                run.certain(),
                weighing.counted(),
                statements.stream().map(this::said).toList(),
                weighing.outweighed());
    }

    private Said said(Statement statement) {
        var lead = statement.lead();
        return new Said(
                statement.id(),
                statement.days(),
                Turn.stance(statement),
                lead.speaker(),
                lead.office(),
                rule.contested(statement),
                denials.of(statement));
    }
}
