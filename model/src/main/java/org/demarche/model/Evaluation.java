package org.demarche.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.demarche.model.History.Said;
import org.demarche.model.History.Stretch;
import org.demarche.model.Position.Ascribed;
import org.demarche.model.Position.Counts;
import org.demarche.model.Position.Latest;
import org.demarche.model.Position.LatestReport;

/**
 * All that follows by the rule {@link Position#RULE} from the statements of an actor and issue at a
 * point in time. What is folded later does not change it.
 */
public final class Evaluation {

    private final Subject subject;
    private final Line own;

    /** What others say of the actor, and outlets in their own words, each by the same rule. */
    private final SortedMap<Voice, Line> others = new TreeMap<>();

    /**
     * @param voices the statements of each, in their order
     */
    Evaluation(Subject subject, SortedMap<Voice, List<Statement>> voices, PointInTime time) {
        this.subject = subject;
        own = Line.of(voices.getOrDefault(Voice.OWN, List.of()), time);
        voices.forEach(
                (voice, statements) -> {
                    if (voice.by() != null) {
                        others.put(voice, Line.of(statements, time));
                    }
                });
    }

    public Position position() {
        var heard = Counts.of(own.heard());
        var run = own.lastRun();
        if (run == null) {
            return Position.withoutStance(subject, own.lastHeard(), heard, ascribed());
        }
        var turn = run.last();
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
                run.counts(),
                heard,
                own.previous(),
                ascribed());
    }

    /** The oldest first. */
    public List<Shift> shifts() {
        var shifts = new ArrayList<Shift>();
        Turn before = null;
        for (var turn : own.turns()) {
            var shift = Shift.between(subject, before, turn);
            if (shift != null) {
                shifts.add(shift);
            }
            before = turn;
        }
        return shifts;
    }

    public History history() {
        return new History(
                subject, own.runs().stream().map(Evaluation::stretch).toList(), shifts());
    }

    /**
     * The last word of each actor that speaks for this one, and of each outlet in its own words.
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

    Line own() {
        return own;
    }

    private static Latest latest(Statement statement) {
        var lead = statement.lead();
        return new Latest(
                statement.id(),
                statement.days(),
                lead.speaker(),
                lead.office(),
                statement.contested(),
                statement.reports().size(),
                statement.reports().stream()
                        .limit(Position.REPORTS_SHOWN)
                        .map(report -> new LatestReport(report.report(), report.outlet()))
                        .toList());
    }

    private static Stretch stretch(Run run) {
        return new Stretch(
                run.stance(),
                run.since(),
                run.last().days(),
                run.last().conditions(),
                run.certain(),
                run.counts(),
                run.statements().stream().map(Evaluation::said).toList());
    }

    private static Said said(Statement statement) {
        var lead = statement.lead();
        return new Said(
                statement.id(),
                statement.days(),
                Turn.stance(statement),
                lead.speaker(),
                lead.office(),
                statement.contested());
    }
}
