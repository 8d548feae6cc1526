package org.demarche.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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

    private final Order statements = new Order();
    private final Order refusals = new Order();
    private final Runs runs = new Runs();
    private final WideDays wide = new WideDays();

    /** Kept until a statement comes or goes: each position asks every voice for its last word. */
    private @Nullable Turn lastTurn;

    void put(Statement statement) {
        insert(statement);
        if (statement.taken() != null) {
            wide.put(statement.days(), statement.taken());
            if (runs.at(statement.days()) instanceof Run run) {
                run.entered(statement);
            }
            settle(statement.days());
        }
    }

    /** To be called before the statement changes: it is found by its place in the order. */
    void take(Statement statement) {
        lift(statement);
        uncount(statement);
    }

    /**
     * Takes a statement that will change out of the order, but not out of the counts. What it is
     * then decides: {@link #lay} puts it back, after {@link #uncount} it is gone.
     */
    void lift(Statement statement) {
        lastTurn = null;
        orderOf(statement).remove(statement);
    }

    /**
     * Puts a lifted statement back that is of the turn that it was of.
     *
     * @param change of each tally in which it is
     */
    void lay(Statement statement, Counted before, Consumer<Tally> change) {
        insert(statement);
        if (statement.taken() != null) {
            wide.take(before.days(), before.taken());
            wide.put(statement.days(), statement.taken());
            if (runs.at(statement.days()) instanceof Run run) {
                run.changed(change);
            }
            settle(statement.days());
        }
    }

    /** Takes a lifted statement, which is as it was, out of the counts. */
    void uncount(Statement statement) {
        if (statement.taken() != null) {
            wide.take(statement.days(), statement.taken());
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
                line.orderOf(statement).append(statement);
                line.wide.put(statement.days(), statement.taken());
            }
        }
        line.bound();
        return line;
    }

    List<Statement> all() {
        var all = new ArrayList<>(statements.all());
        all.addAll(refusals.all());
        return all;
    }

    @Nullable Days lastHeard() {
        if (statements.isEmpty() || refusals.isEmpty()) {
            var said = statements.isEmpty() ? refusals : statements;
            return said.isEmpty() ? null : said.last().days();
        }
        return Collections.max(List.of(statements.last(), refusals.last()), Statement.ORDER).days();
    }

    /** The position's; null while no statement takes a stance. */
    @Nullable Run lastRun() {
        return runs.last();
    }

    /** Of the last run. */
    Turn lastTurn() {
        if (lastTurn == null) {
            lastTurn = statements.turnOf(statements.last().days());
        }
        return lastTurn;
    }

    Counts counts() {
        return tally().counts();
    }

    Certainty certainty() {
        var last = Objects.requireNonNull(runs.last());
        if (wide.anotherStanceAfter(last.stance(), statements.last().days().earliest())) {
            return Certainty.OPEN;
        }
        return tally().certain() ? Certainty.CERTAIN : Certainty.UNCERTAIN;
    }

    @Nullable Previous previous() {
        var previous = runs.beforeLast();
        if (previous == null) {
            return null;
        }
        var until =
                statements
                        .get(statements.placeOf(Objects.requireNonNull(runs.last()).since()) - 1)
                        .days();
        return new Previous(previous.stance(), previous.since(), until);
    }

    /** Each run as it stands in a history. */
    List<History.Stretch> stretches() {
        var stretches = new ArrayList<History.Stretch>(runs.all().size());
        for (var run : runs.all()) {
            var said = statementsOf(run);
            var tally = tallyOf(run);
            var last = statements.turnOf(said.getLast().days());
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
            var here = statements.turnAt(at);
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
        var from = statements.placeOf(days);
        if (!statements.hasAt(from, days)) {
            return null;
        }
        var before = from == 0 ? null : statements.turnOf(statements.get(from - 1).days());
        return Shift.between(subject, before, statements.turnAt(from));
    }

    /** Of the turn behind these days, whether or not there is one of them. */
    @Nullable Days daysAfter(Days days) {
        var next = statements.endOf(days);
        return next == statements.size() ? null : statements.get(next).days();
    }

    /** Why each statement counts in the last run, or does not. */
    void explain(BiConsumer<Statement, Explanation.Reason> weighed) {
        refusals.all().forEach(refusal -> weighed.accept(refusal, Explanation.Reason.NO_COMMENT));
        var last = runs.last();
        for (var at = 0; at < statements.size(); ) {
            var turn = statements.turnAt(at);
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
        if (tally.reports() > Run.FEW_REPORTS) {
            last.keep(tally);
        }
        return tally;
    }

    private Tally tallyOf(Run run) {
        return run.tally() instanceof Tally kept ? kept : Tally.of(statementsOf(run));
    }

    private List<Statement> statementsOf(Run run) {
        var next = runs.after(run);
        var end = next == null ? statements.size() : statements.placeOf(next.since());
        return statements.all().subList(statements.placeOf(run.since()), end);
    }

    /**
     * Draws the boundaries anew before and behind the turn of these days, which changed, came or
     * went.
     */
    private void settle(Days days) {
        var from = statements.placeOf(days);
        var to = statements.endOf(days);
        var before = from == 0 ? null : stanceAt(from - 1);
        var here = from == to ? before : statements.turnAt(from).stance();
        var next = to == statements.size() ? null : statements.get(to).days();
        var behind = next == null ? null : stanceAt(to);

        runs.bound(days, from == to || here == before ? null : here, this::statementsOf);
        if (next != null) {
            runs.bound(next, behind == here ? null : behind, this::statementsOf);
        }
    }

    /** Draws all boundaries, where there are none yet. */
    private void bound() {
        for (var at = 0; at < statements.size(); ) {
            var turn = statements.turnAt(at);
            runs.append(turn.days(), turn.stance());
            at += turn.statements().size();
        }
    }

    private void insert(Statement statement) {
        lastTurn = null;
        orderOf(statement).insert(statement);
    }

    private Order orderOf(Statement statement) {
        return statement.taken() == null ? refusals : statements;
    }

    /** Of the run, as bounded so far, that has the statement at this place. */
    private Stance stanceAt(int place) {
        return Objects.requireNonNull(runs.at(statements.get(place).days())).stance();
    }
}
