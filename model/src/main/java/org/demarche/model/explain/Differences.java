package org.demarche.model.explain;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.demarche.model.Report;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;
import org.demarche.model.StatementKey;
import org.demarche.model.edtf.Edtf;
import org.demarche.model.explain.Difference.Value;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Facts;

/**
 * The fields in which the reports of one statement differ. Ids of merged entries count as equal.
 */
record Differences(List<Attestation> reports, Map<ReportId, Facts> told, Basis basis) {

    /**
     * @param told the facts that the fold takes from each report
     */
    Differences(List<Attestation> reports, List<Facts> told, Basis basis) {
        this(reports, told.stream().collect(toMap(Facts::report, Function.identity())), basis);
    }

    /** All differences, in the order of a report's fields. */
    List<Difference> all() {
        return Stream.of(
                        on("stance", body -> Stream.ofNullable(body.taken()).map(Stance::label)),
                        on(
                                "spokenFor",
                                body ->
                                        Stream.ofNullable(body.spokenFor())
                                                .map(basis.scope()::actor)),
                        on(
                                "speaker",
                                body ->
                                        Stream.ofNullable(
                                                StatementKey.speakerOf(body, basis.scope()))),
                        on("saidOn", body -> Stream.ofNullable(body.saidOn()).map(Edtf::text)),
                        on(
                                "saidAt",
                                body -> Stream.ofNullable(body.saidAt()).map(Instant::toString)),
                        on("venue", body -> Stream.ofNullable(body.venue())),
                        on(
                                "addressees",
                                body -> body.addressees().stream().map(basis.scope()::actor)),
                        on("conditions", body -> body.conditions().stream().map(Differences::name)),
                        on(
                                "act",
                                body -> Stream.ofNullable(body.act()).flatMap(Differences::codes)))
                .flatMap(List::stream)
                .toList();
    }

    private static String name(Report.Condition condition) {
        return condition.key() != null ? condition.key() : condition.text();
    }

    private static Stream<String> codes(Report.Act act) {
        return Stream.of(act.plover(), act.mode(), act.cameo()).filter(Objects::nonNull);
    }

    /** Returns the difference in one field, or an empty list. */
    private List<Difference> on(String field, Function<Report, Stream<String>> values) {
        var versions = new LinkedHashMap<String, List<Attestation>>();
        for (var report : reports) {
            var text = values.apply(report.body()).collect(joining(", "));
            versions.computeIfAbsent(text, _ -> new ArrayList<>()).add(report);
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
     * Whether two origins give different values. An origin without a value contradicts no other
     * origin. Conditions are an exception: a stance with conditions differs from one without.
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
        var conflict = values > 1 && origins.size() > 1;
        return field.equals("saidOn")
                ? basis.rule().daysConflict(told.values(), conflict)
                : conflict;
    }

    private LinkedHashSet<String> originsOf(List<Attestation> group) {
        var origins = new LinkedHashSet<String>();
        group.forEach(report -> origins.add(requireNonNull(told.get(report.report())).origin()));
        return origins;
    }
}
