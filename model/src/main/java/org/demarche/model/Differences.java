package org.demarche.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.demarche.model.StatementEvidence.Attestation;
import org.demarche.model.StatementEvidence.Difference;
import org.demarche.model.StatementEvidence.Value;
import org.jspecify.annotations.Nullable;

/**
 * Where the reports of one statement differ on what was said; two names of one entry are no
 * difference.
 */
record Differences(List<Attestation> reports, Scope scope) {

    /** Field by field, in the order of a report's. */
    List<Difference> all() {
        return Stream.of(
                        difference(
                                "stance",
                                report -> report.taken() == null ? null : report.stance().label()),
                        difference(
                                "spokenFor",
                                report ->
                                        report.spokenFor() == null
                                                ? null
                                                : scope.actor(report.spokenFor())),
                        difference("speaker", report -> StatementKey.speakerOf(report, scope)),
                        difference(
                                "saidOn",
                                report -> report.saidOn() == null ? null : report.saidOn().text()),
                        difference("saidAt", report -> Objects.toString(report.saidAt(), null)),
                        difference("venue", Report::venue),
                        difference(
                                "addressees",
                                report ->
                                        joined(
                                                report.addressees().stream()
                                                        .map(scope::actor)
                                                        .toList())),
                        difference(
                                "conditions",
                                report ->
                                        joined(
                                                report.conditions().stream()
                                                        .map(
                                                                condition ->
                                                                        condition.key() != null
                                                                                ? condition.key()
                                                                                : condition.text())
                                                        .toList())),
                        difference(
                                "act",
                                report ->
                                        report.act() == null
                                                ? null
                                                : joined(
                                                        Stream.of(
                                                                        report.act().plover(),
                                                                        report.act().mode(),
                                                                        report.act().cameo())
                                                                .filter(Objects::nonNull)
                                                                .toList())))
                .flatMap(List::stream)
                .toList();
    }

    private List<Difference> difference(String field, Function<Report, @Nullable String> value) {
        var versions = new LinkedHashMap<String, List<Attestation>>();
        for (var report : reports) {
            versions.computeIfAbsent(
                            Objects.toString(value.apply(report.body()), ""),
                            _ -> new ArrayList<>())
                    .add(report);
        }
        if (versions.size() == 1) {
            return List.of();
        }
        var shown = new ArrayList<Value>();
        versions.forEach(
                (text, group) ->
                        shown.add(
                                new Value(
                                        text.isEmpty() ? null : text,
                                        group.stream().map(Attestation::report).toList(),
                                        List.copyOf(originsOf(group)))));
        return List.of(new Difference(field, conflict(field, versions), shown));
    }

    /**
     * Two origins give different values. One that is silent on a field contradicts nobody; on
     * conditions it does: a stance that depends on something is another one than a stance that does
     * not.
     */
    private boolean conflict(String field, Map<String, List<Attestation>> versions) {
        var origins = new LinkedHashSet<String>();
        var values = 0;
        for (var version : versions.entrySet()) {
            if (!version.getKey().isEmpty() || field.equals("conditions")) {
                values++;
                origins.addAll(originsOf(version.getValue()));
            }
        }
        return values > 1 && origins.size() > 1;
    }

    private LinkedHashSet<String> originsOf(List<Attestation> group) {
        var origins = new LinkedHashSet<String>();
        group.forEach(report -> origins.add(scope.origin(report.resolved().origin())));
        return origins;
    }

    private static @Nullable String joined(List<String> values) {
        return values.isEmpty() ? null : String.join(", ", values);
    }
}
