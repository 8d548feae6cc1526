package org.demarche.model.fold;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts reports, and their outlets and origins. */
final class ReportCount {

    private final Set<String> outlets = new HashSet<>();
    private final Set<String> origins = new HashSet<>();
    private int reports;

    void add(Iterable<Facts> more) {
        more.forEach(this::add);
    }

    void add(Facts report) {
        reports++;
        outlets.add(report.outlet());
        origins.add(report.origin());
    }

    /** Counts all reports of these statements. */
    static Support of(List<Statement> statements) {
        var counted = new ReportCount();
        statements.forEach(statement -> counted.add(statement.reports()));
        return counted.support(statements.size());
    }

    Support support(int statements) {
        return new Support(statements, reports, outlets.size(), origins.size());
    }
}
