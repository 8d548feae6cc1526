package org.demarche.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Counts statements, reports, and their distinct outlets and origins. What was added can be taken
 * away again, so that a tally follows its statements without counting them anew.
 */
final class Tally {

    private final Map<String, Integer> outlets = new HashMap<>(4);
    private final Map<String, Integer> origins = new HashMap<>(4);
    private int statements;
    private int uncertain;
    private int reports;

    static Tally of(Iterable<Statement> statements) {
        var tally = new Tally();
        statements.forEach(tally::add);
        return tally;
    }

    void add(Statement statement) {
        statements++;
        uncertain += statement.certain() ? 0 : 1;
        statement.accounts().forEach(account -> account.addTo(this));
    }

    void remove(Statement statement) {
        statements--;
        uncertain -= statement.certain() ? 0 : 1;
        statement.accounts().forEach(account -> account.removeFrom(this));
    }

    void add(Facts report) {
        reports++;
        change(outlets, report.outlet(), 1);
        change(origins, report.origin(), 1);
    }

    void remove(Facts report) {
        reports--;
        change(outlets, report.outlet(), -1);
        change(origins, report.origin(), -1);
    }

    /** A statement that is counted is now certain, or no longer. */
    void certainty(boolean before, boolean now) {
        uncertain += (now ? 0 : 1) - (before ? 0 : 1);
    }

    void add(Tally other) {
        change(other, 1);
    }

    void remove(Tally other) {
        change(other, -1);
    }

    Position.Counts counts() {
        return new Position.Counts(statements, reports, outlets.size(), origins.size());
    }

    int statements() {
        return statements;
    }

    int reports() {
        return reports;
    }

    Set<String> origins() {
        return origins.keySet();
    }

    /** Whether the day of every statement is known and unqualified. */
    boolean certain() {
        return uncertain == 0;
    }

    private void change(Tally other, int sign) {
        statements += sign * other.statements;
        uncertain += sign * other.uncertain;
        reports += sign * other.reports;
        other.outlets.forEach((outlet, count) -> change(outlets, outlet, sign * count));
        other.origins.forEach((origin, count) -> change(origins, origin, sign * count));
    }

    private static void change(Map<String, Integer> counts, String name, int by) {
        counts.merge(name, by, (count, change) -> count + change == 0 ? null : count + change);
    }
}
