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
 * @param by the actor spoken for, or the outlet where it is narrated; null for the holder's own
 * @param stance null for a refusal to comment
 * @param saidOn as EDTF
 * @param arose when the log had the last of the conflicts
 * @param fields in which they differ
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

    /** Finds the conflict of a statement, which has none if independent reports agree. */
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
                continue; // it contradicts nobody
            }
            values.add(value);
            origins.addAll(origins(value, report));
            if (values.size() > 1 && origins.size() > 1) {
                return report.recorded();
            }
        }
        return inOrder.getLast().recorded();
    }

    /** The fold does not count an outlet that was merged into another one as an origin. */
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
