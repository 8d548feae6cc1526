package org.demarche.model.fold;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.stream.Collectors;
import org.demarche.model.Report;
import org.jspecify.annotations.Nullable;

/** Finds contradictions between reports of one statement that have different origins. */
final class Contradiction {

    private Contradiction() {}

    /** Whether a statement is contested, by {@link Rule#LATEST_OWN_2}. */
    static boolean in(Statement statement) {
        var reports = statement.reports();
        return reports.size() > 1
                && (ofStances(reports) || ofDays(reports) || ofConditions(statement.account()));
    }

    private static boolean ofStances(Collection<Facts> reports) {
        var stances = reports.stream().map(Facts::taken).distinct().count();
        var voices = reports.stream().map(Facts::voice).distinct().count();
        return (stances > 1 || voices > 1) && origins(reports) > 1;
    }

    /** Compares keys only. A report that has a condition without a key is ignored. */
    private static boolean ofConditions(Collection<Facts> reports) {
        var keyed = new ArrayList<Facts>();
        var sets = new HashSet<>();
        for (var report : reports) {
            if (report.conditions().stream().allMatch(one -> one.key() != null)) {
                keyed.add(report);
                sets.add(
                        report.conditions().stream()
                                .map(Report.Condition::key)
                                .collect(Collectors.toSet()));
            }
        }
        return sets.size() > 1 && origins(keyed) > 1;
    }

    /** Whether two reports of different origins share no day. */
    static boolean ofDays(Collection<Facts> reports) {
        var byEnd = reports.stream().sorted(Comparator.comparing(SharedDay::end)).toList();
        var first = byEnd.getFirst();
        var other =
                byEnd.stream()
                        .filter(report -> !report.origin().equals(first.origin()))
                        .findFirst()
                        .orElse(null);
        return reports.stream()
                .map(
                        report ->
                                report.origin().equals(first.origin())
                                        ? begins(report, other)
                                        : begins(report, first))
                .anyMatch(after -> after);
    }

    /** Whether a report begins after the end of another. */
    private static boolean begins(Facts report, @Nullable Facts other) {
        var earliest = report.days().earliest();
        return other != null && earliest != null && SharedDay.end(other).isBefore(earliest);
    }

    private static long origins(Collection<Facts> reports) {
        return reports.stream().map(Facts::origin).distinct().count();
    }
}
