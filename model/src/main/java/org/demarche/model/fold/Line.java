package org.demarche.model.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.demarche.model.PointInTime;
import org.demarche.model.edtf.Days;
import org.demarche.model.fold.Position.Certainty;
import org.demarche.model.fold.Position.Previous;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one voice at a point in time, the oldest first.
 *
 * @param heard all statements of the voice, including refusals to comment
 * @param turns the turns of the statements that take a stance
 * @param runs the runs of these turns; the last one is the position
 */
public record Line(List<Statement> heard, List<Turn> turns, List<Run> runs) {

    /**
     * @param statements the statements of one voice, in their order
     */
    static Line of(List<Statement> statements, PointInTime time, Rule rule) {
        var heard = new ArrayList<Statement>(statements.size());
        var said = new ArrayList<Statement>(statements.size());
        for (var statement : statements) {
            if (time.hears(statement.days())) {
                heard.add(statement);
                if (statement.taken() != null) {
                    said.add(statement);
                }
            }
        }
        var turns = new ArrayList<Turn>();
        for (var row : inARow(said, statement -> statement.days().plain(), row -> row)) {
            turns.add(rule.turn(row, turns.isEmpty() ? null : turns.getLast()));
        }
        return new Line(heard, turns, inARow(turns, Turn::stance, Run::new));
    }

    /** Returns the last run; null if no statement takes a stance. */
    @Nullable Run lastRun() {
        return runs.isEmpty() ? null : runs.getLast();
    }

    /**
     * Returns the days of the last statement. Whether a bound is doubted depends on all statements
     * with these days.
     */
    @Nullable Days lastHeard() {
        if (heard.isEmpty()) {
            return null;
        }
        var last = heard.getLast().days();
        var same = new ArrayList<Days>();
        for (var statement : heard.reversed()) {
            if (statement.days().compareTo(last) != 0) {
                break;
            }
            same.add(statement.days());
        }
        return Days.given(last.earliest(), last.latest(), same);
    }

    /**
     * Returns {@link Certainty#OPEN} if the reports do not decide the last turn, or if an uncertain
     * statement of another stance may be later than that turn.
     */
    Certainty certainty() {
        var last = runs.getLast();
        if (last.last().open()) {
            return Certainty.OPEN;
        }
        var from = last.last().days().earliest();
        for (var turn : turns) {
            for (var statement : turn.last()) {
                if (statement.taken() != last.stance()
                        && (from == null || statement.days().latest().isAfter(from))) {
                    return Certainty.OPEN;
                }
            }
        }
        return last.certain() ? Certainty.CERTAIN : Certainty.UNCERTAIN;
    }

    @Nullable Previous previous() {
        if (runs.size() < 2) {
            return null;
        }
        var previous = runs.get(runs.size() - 2);
        return new Previous(previous.stance(), previous.since(), previous.last().days());
    }

    /**
     * Cuts a list wherever two neighbours differ in a value.
     *
     * @param row makes the result for each part between two cuts
     */
    private static <T, R> List<R> inARow(
            List<T> all, Function<T, Object> something, Function<List<T>, R> row) {
        var rows = new ArrayList<R>();
        var from = 0;
        for (var to = 1; to <= all.size(); to++) {
            if (to == all.size()
                    || !something.apply(all.get(to)).equals(something.apply(all.get(from)))) {
                rows.add(row.apply(all.subList(from, to)));
                from = to;
            }
        }
        return rows;
    }
}
