package org.demarche.gateway.fold;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.explain.Attestation;
import org.demarche.model.explain.Difference;
import org.demarche.model.explain.Difference.Value;
import org.demarche.model.explain.StatementEvidence;
import org.jspecify.annotations.Nullable;

/**
 * A statement for which independent reports give different values.
 *
 * @param by the actor spoken for; the outlet if the statement is narrated; null for an own
 *     statement
 * @param stance the stance; null for a refusal to comment
 * @param saidOn the days of the statement, in EDTF
 * @param arose the instant at which the last of the conflicts arose
 * @param fields the fields in conflict
 */
public record ConflictingReports(
        StatementId statement,
        Subject subject,
        String voice,
        @Nullable String by,
        @Nullable Stance stance,
        String saidOn,
        Instant arose,
        List<Difference> fields) {

    public ConflictingReports {
        fields = List.copyOf(fields);
    }

    /** Finds the conflicts of a statement; empty if independent reports agree. */
    static Optional<ConflictingReports> of(StatementEvidence statement) {
        var fields = statement.differences().stream().filter(Difference::conflict).toList();
        return fields.stream()
                .map(field -> arose(field, statement.reports()))
                .max(naturalOrder())
                .map(
                        arose ->
                                new ConflictingReports(
                                        statement.id(),
                                        statement.subject(),
                                        statement.voice(),
                                        statement.by(),
                                        statement.stance(),
                                        statement.saidOn().edtf(),
                                        arose,
                                        fields));
    }

    /** A conflict arises with the report that brings a second value from a second origin. */
    private static Instant arose(Difference field, List<Attestation> reports) {
        var values = new HashSet<Value>();
        var origins = new HashSet<String>();
        var inOrder = reports.stream().sorted(comparing(Attestation::recorded)).toList();
        for (var report : inOrder) {
            var value = value(field, report.report());
            if (value.value() == null && !field.field().equals("conditions")) {
                continue; // a report without a value contradicts no other
            }
            values.add(value);
            origins.addAll(origins(value, report));
            if (values.size() > 1 && origins.size() > 1) {
                return report.recorded();
            }
        }
        return inOrder.getLast().recorded();
    }

    /**
     * Uses the report's origin if the fold counts it. The fold does not count an outlet that was
     * merged into another one; then all origins of the value are taken.
     */
    private static List<String> origins(Value value, Attestation report) {
        var own = report.resolved().origin();
        return value.origins().contains(own) ? List.of(own) : value.origins();
    }

    private static Value value(Difference field, ReportId report) {
        return field.values().stream()
                .filter(value -> value.reports().contains(report))
                .findFirst()
                .orElseThrow();
    }
}
