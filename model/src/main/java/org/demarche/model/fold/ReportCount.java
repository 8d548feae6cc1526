package org.demarche.model.fold;

import java.util.HashSet;
import java.util.Set;
import org.demarche.model.fold.Position.Counts;

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

    Counts counts(int statements) {
        return new Counts(statements, reports, outlets.size(), origins.size());
    }
}
