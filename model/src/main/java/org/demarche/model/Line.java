package org.demarche.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.demarche.model.Position.Certainty;
import org.demarche.model.Position.Counts;
import org.demarche.model.Position.Previous;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one voice in their order, and the runs that they make. Refusals to comment
 * stand apart: they make no turn.
 *
 * <p>A statement that comes or goes changes the turn of its days and the two boundaries beside it,
 * whatever the length of the history; only a split of the last run counts that run anew.
 */
final class Line {

    /** A shorter run is counted when asked, which costs less than keeping its count. */
    private static final int WORTH_KEEPING = 32;

    private final List<Statement> statements = new ArrayList<>(1);
    private final List<Statement> refusals = new ArrayList<>(0);
    private final Runs runs = new Runs();
    private final WideDays wide = new WideDays();

    /** Kept until a statement comes or goes: each position asks every voice for its last word. */
    private @Nullable Turn lastTurn;

    static Line of(Iterable<Statement> statements) {
        var line = new Line();
        statements.forEach(line::put);
        return line;
    }

    void put(Statement statement) {
        lastTurn = null;
        var list = statement.taken() == null ? refusals : statements;
        list.add(-Collections.binarySearch(list, statement, Statement.ORDER) - 1, statement);
        if (list == statements) {
            wide.put(statement);
            if (runs.at(statement.days()) instanceof Run run) {
                run.entered(statement);
            }
            settle(statement.days());
        }
    }

    /** To be called before the statement changes: it is found by its place in the order. */
    void take(Statement statement) {
        lastTurn = null;
        var list = statement.taken() == null ? refusals : statements;
        list.remove(Collections.binarySearch(list, statement, Statement.ORDER));
        if (list == statements) {
            wide.take(statement);
            if (runs.at(statement.days()) instanceof Run run) {
                run.left(statement);
            }
            settle(statement.days());
        }
    }

    /** Without what the question leaves out; this one itself where that is nothing. */
    Line at(PointInTime time) {
        if (time.asOf() == null) {
            return this;
        }
        var line = new Line();
        for (var statement : all()) {
            if (time.hears(statement.days())) {
                line.put(statement);
            }
        }
        return line;
    }

    List<Statement> all() {
        var all = new ArrayList<>(statements);
        all.addAll(refusals);
        return all;
    }

    @Nullable Days lastHeard() {
        if (statements.isEmpty() || refusals.isEmpty()) {
            var said = statements.isEmpty() ? refusals : statements;
            return said.isEmpty() ? null : said.getLast().days();
        }
        return Collections.max(List.of(statements.getLast(), refusals.getLast()), Statement.ORDER)
                .days();
    }

    /** The position's; null while no statement takes a stance. */
    @Nullable Run lastRun() {
        return runs.last();
    }

    /** Of the last run. */
    Turn lastTurn() {
        if (lastTurn == null) {
            lastTurn = turnOf(statements.getLast().days());
        }
        return lastTurn;
    }

    Counts counts() {
        return tally().counts();
    }

    Certainty certainty() {
        var last = Objects.requireNonNull(runs.last());
        if (wide.anotherStanceAfter(last.stance(), statements.getLast().days().earliest())) {
            return Certainty.OPEN;
        }
        return tally().certain() ? Certainty.CERTAIN : Certainty.UNCERTAIN;
    }

    @Nullable Previous previous() {
        var previous = runs.beforeLast();
        if (previous == null) {
            return null;
        }
        var until = statements.get(placeOf(Objects.requireNonNull(runs.last()).since()) - 1).days();
        return new Previous(previous.stance(), previous.since(), until);
    }

    /** Each run as it stands in a history. */
    List<History.Stretch> stretches() {
        var stretches = new ArrayList<History.Stretch>(runs.all().size());
        for (var run : runs.all()) {
            var said = statementsOf(run);
            var tally = tallyOf(run);
            var last = turnOf(said.getLast().days());
            stretches.add(
                    new History.Stretch(
                            run.stance(),
                            run.since(),
                            last.days(),
                            last.conditions(),
                            tally.certain(),
                            tally.counts(),
                            said.stream().map(Statement::said).toList()));
        }
        return stretches;
    }

    List<Shift> shifts(Subject subject) {
        var shifts = new ArrayList<Shift>();
        Turn before = null;
        for (var at = 0; at < statements.size(); ) {
            var here = turnOf(statements.get(at).days());
            var shift = Shift.between(subject, before, here);
            if (shift != null) {
                shifts.add(shift);
            }
            before = here;
            at += here.statements().size();
        }
        return shifts;
    }

    /** Null where there is none, or no turn of these days. */
    @Nullable Shift shiftInto(Subject subject, Days days) {
        var from = placeOf(days);
        var to = endOf(from, days);
        if (from == to) {
            return null;
        }
        var before = from == 0 ? null : turnOf(statements.get(from - 1).days());
        return Shift.between(subject, before, Turn.of(statements.subList(from, to)));
    }

    /** Of the turn behind these days, whether or not there is one of them. */
    @Nullable Days daysAfter(Days days) {
        var next = endOf(placeOf(days), days);
        return next == statements.size() ? null : statements.get(next).days();
    }

    /** Why each statement counts in the last run, or does not. */
    void explain(BiConsumer<Statement, Explanation.Reason> weighed) {
        refusals.forEach(refusal -> weighed.accept(refusal, Explanation.Reason.NO_COMMENT));
        var last = runs.last();
        for (var at = 0; at < statements.size(); ) {
            var turn = turnOf(statements.get(at).days());
            for (var statement : turn.statements()) {
                weighed.accept(statement, reason(statement, turn, last));
            }
            at += turn.statements().size();
        }
    }

    private Explanation.Reason reason(Statement statement, Turn turn, @Nullable Run last) {
        if (statement.taken() != turn.stance()) {
            return Explanation.Reason.OUTWEIGHED;
        }
        if (last == null || turn.days().compareTo(last.since()) < 0) {
            return Explanation.Reason.SUPERSEDED;
        }
        return statement == lastTurn().decisive()
                ? Explanation.Reason.DECISIVE
                : Explanation.Reason.SAME_RUN;
    }

    /** Of the last run. */
    private Tally tally() {
        var last = Objects.requireNonNull(runs.last());
        var tally = tallyOf(last);
        if (tally.statements() > WORTH_KEEPING) {
            last.keep(tally);
        }
        return tally;
    }

    private Tally tallyOf(Run run) {
        var kept = run.tally();
        if (kept != null) {
            return kept;
        }
        var tally = new Tally();
        statementsOf(run).forEach(tally::add);
        return tally;
    }

    private List<Statement> statementsOf(Run run) {
        var next = runs.after(run);
        var end = next == null ? statements.size() : placeOf(next.since());
        return statements.subList(placeOf(run.since()), end);
    }

    /**
     * Draws the boundaries anew before and behind the turn of these days, which changed, came or
     * went.
     */
    private void settle(Days days) {
        var from = placeOf(days);
        var to = endOf(from, days);
        var before = from == 0 ? null : stanceAt(from - 1);
        var here = from == to ? before : Turn.of(statements.subList(from, to)).stance();
        var next = to == statements.size() ? null : statements.get(to).days();
        var behind = next == null ? null : stanceAt(to);

        runs.bound(days, from == to || here == before ? null : here, this::tallyOf);
        if (next != null) {
            runs.bound(next, behind == here ? null : behind, this::tallyOf);
        }
    }

    /** Of the run, as bounded so far, that has the statement at this place. */
    private Stance stanceAt(int place) {
        return Objects.requireNonNull(runs.at(statements.get(place).days())).stance();
    }

    private Turn turnOf(Days days) {
        var from = placeOf(days);
        return Turn.of(statements.subList(from, endOf(from, days)));
    }

    /** The first place of a statement of these days, or of later ones. */
    private int placeOf(Days days) {
        var low = 0;
        var high = statements.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (statements.get(middle).days().compareTo(days) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int endOf(int from, Days days) {
        var end = from;
        while (end < statements.size() && statements.get(end).days().equals(days)) {
            end++;
        }
        return end;
    }
}
