package org.demarche.model;

import java.util.Comparator;

/** The actor and the issue of a position. */
public record Subject(String actor, String issue) implements Comparable<Subject> {

    private static final Comparator<Subject> ORDER =
            Comparator.comparing(Subject::actor).thenComparing(Subject::issue);

    public static Subject of(ReportId report) {
        return new Subject(report.holder(), report.issue());
    }

    @Override
    public int compareTo(Subject other) {
        return ORDER.compare(this, other);
    }
}
