package org.demarche.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.demarche.model.Position.Certainty;
import org.demarche.model.Position.Counts;
import org.demarche.model.Position.Previous;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one voice in their order, and the run that they end in. Refusals to comment
 * stand apart: they make no turn.
 */
final class Line {

    private final List<Statement> statements;
    private final List<Statement> refusals;

    Line() {
        this(new ArrayList<>(1), new ArrayList<>(0));
    }

    private Line(List<Statement> statements, List<Statement> refusals) {
        this.statements = statements;
        this.refusals = refusals;
    }

    void put(Statement statement) {
        var list = listOf(statement);
        list.add(-Collections.binarySearch(list, statement, Statement.ORDER) - 1, statement);
    }

    /** To be called before the statement changes: it is found by its place in the order. */
    void take(Statement statement) {
        var list = listOf(statement);
        list.remove(Collections.binarySearch(list, statement, Statement.ORDER));
    }

    /** Without what may have been said after that day. */
    Line asOf(LocalDate day) {
        return new Line(saidBy(day, statements), saidBy(day, refusals));
    }

    Tally tally() {
        var tally = Tally.of(statements);
        refusals.forEach(tally::add);
        return tally;
    }

    @Nullable Days lastHeard() {
        if (statements.isEmpty() || refusals.isEmpty()) {
            var said = statements.isEmpty() ? refusals : statements;
            return said.isEmpty() ? null : said.getLast().days();
        }
        return Collections.max(List.of(statements.getLast(), refusals.getLast()), Statement.ORDER)
                .days();
    }

    /** Null while no statement takes a stance. */
    @Nullable Run lastRun() {
        return statements.isEmpty() ? null : runEndingBefore(statements.size());
    }

    Counts counts(Run run) {
        return Tally.of(statements.subList(run.start(), run.end())).counts();
    }

    @Nullable Previous before(Run run) {
        if (run.start() == 0) {
            return null;
        }
        var previous = runEndingBefore(run.start());
        return new Previous(previous.stance(), previous.since(), previous.last().days());
    }

    Certainty certainty(Run run) {
        var earliest = run.last().days().earliest();
        var open =
                statements.stream()
                        .filter(statement -> statement.taken() != run.stance())
                        .anyMatch(
                                statement ->
                                        earliest == null
                                                || statement.days().latest().isAfter(earliest));
        if (open) {
            return Certainty.OPEN;
        }
        return statements.subList(run.start(), run.end()).stream()
                        .allMatch(statement -> statement.lead().certain())
                ? Certainty.CERTAIN
                : Certainty.UNCERTAIN;
    }

    private Run runEndingBefore(int end) {
        var last = turnEndingBefore(end);
        var first = last;
        var start = end - last.statements().size();
        while (start > 0) {
            var turn = turnEndingBefore(start);
            if (turn.stance() != last.stance()) {
                break;
            }
            first = turn;
            start -= turn.statements().size();
        }
        return new Run(start, end, first.days(), last);
    }

    private Turn turnEndingBefore(int end) {
        var days = statements.get(end - 1).days();
        var start = end - 1;
        while (start > 0 && statements.get(start - 1).days().equals(days)) {
            start--;
        }
        return Turn.of(statements.subList(start, end));
    }

    private List<Statement> listOf(Statement statement) {
        return statement.taken() == null ? refusals : statements;
    }

    private static List<Statement> saidBy(LocalDate day, List<Statement> statements) {
        return statements.stream()
                .filter(statement -> !statement.days().latest().isAfter(day))
                .toList();
    }

    /**
     * Turns of equal stance in a row.
     *
     * @param start place of its first statement
     * @param end behind its last one
     * @param since the days of its first turn
     */
    record Run(int start, int end, Days since, Turn last) {
        Stance stance() {
            return last.stance();
        }
    }
}
