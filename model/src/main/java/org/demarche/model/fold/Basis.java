package org.demarche.model.fold;

import org.demarche.model.Grades;
import org.demarche.model.Report;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.Scope;
import org.demarche.model.edtf.Days;

/**
 * The basis of a fold: the rule, the scope of statements that count together, and the filter of
 * reports by grades.
 */
public record Basis(Rule rule, Scope scope, GradeFilter grades) {

    /** The basis that takes every report of one actor and issue as it was filed. */
    public static Basis by(Rule rule) {
        return new Basis(rule, Scope.AS_FILED, GradeFilter.NONE);
    }

    public Basis in(Scope other) {
        return new Basis(rule, other, grades);
    }

    public Basis graded(GradeFilter other) {
        return new Basis(rule, scope, other);
    }

    /** Whether the fold takes a report at all. */
    boolean takes(ReportId report, Report body, Resolved resolved, Days saidOn) {
        return scope.covers(report.holder(), saidOn)
                && (grades.equals(GradeFilter.NONE) || grades.admits(Grades.of(body, resolved)));
    }
}
