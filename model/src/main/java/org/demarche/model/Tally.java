package org.demarche.model;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts statements, reports, and their distinct outlets and origins; what was added can be taken
 * away again.
 */
final class Tally {

    private final Map<String, Integer> outlets = new HashMap<>(4);
    private final Map<String, Integer> origins = new HashMap<>(4);
    private int statements;
    private int reports;

    static Tally of(Iterable<Statement> statements) {
        var tally = new Tally();
        statements.forEach(tally::add);
        return tally;
    }

    void add(Statement statement) {
        statements++;
        statement.reports().forEach(this::add);
    }

    void remove(Statement statement) {
        statements--;
        statement.reports().forEach(this::remove);
    }

    /** One more report of a statement that is counted. */
    void add(Facts report) {
        reports++;
        outlets.merge(report.outlet(), 1, Integer::sum);
        origins.merge(report.origin(), 1, Integer::sum);
    }

    void remove(Facts report) {
        reports--;
        outlets.computeIfPresent(report.outlet(), (_, count) -> count == 1 ? null : count - 1);
        origins.computeIfPresent(report.origin(), (_, count) -> count == 1 ? null : count - 1);
    }

    Position.Counts counts() {
        return new Position.Counts(statements, reports, outlets.size(), origins.size());
    }
}
