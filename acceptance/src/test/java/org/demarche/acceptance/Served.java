package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.demarche.log.view.ViewKey;
import org.demarche.model.ReportId;
import org.demarche.model.Subject;

/**
 * All that is served on some actors and issues at one time, each document by its address or key.
 *
 * @param statements by their ids, each as it stands in the list of its actor and issue
 * @param reports by their ids, with every event
 */
record Served(
        Map<String, String> positions,
        Map<String, String> shifts,
        Map<String, String> statements,
        Map<String, String> reports) {

    /** The answers to a client that has a token of the whole log. */
    static Served of(Api api, ReportLog log, Folded folded) throws IOException {
        var positions = api.served(folded.positions().keySet(), log.end());
        var statements = new TreeMap<String, String>();
        for (var subject : folded.events().keySet()) {
            var path =
                    "/v1/statements?limit=1000&actor=%s&issue=%s"
                            .formatted(subject.actor(), subject.issue());
            var list = api.get(path).json();
            assertThat(list.path("next").isNull()).as(list.toString()).isTrue();
            for (var statement : list.path("items")) {
                statements.put(statement.path("statement").asText(), statement.toString());
            }
        }
        var reports = new TreeMap<String, String>();
        for (var report : folded.bodies().keySet()) {
            reports.put(report.toString(), api.get("/v1/reports/" + report).body());
        }
        var shifts = log.shifts();
        shifts.keySet().removeIf(key -> !folded.events().containsKey(ViewKey.subjectOfShift(key)));
        return new Served(positions, shifts, statements, reports);
    }

    Map<String, Attested> attested() {
        var attested = new TreeMap<String, Attested>();
        statements.forEach((id, json) -> attested.put(id, Attested.of(Api.parse(json))));
        return attested;
    }

    /** Without the documents that one of these reports is about, or about whose actor and issue. */
    Served notAbout(List<ReportId> gone) {
        var ids = gone.stream().map(ReportId::toString).toList();
        var subjects = gone.stream().map(Subject::of).toList();
        var paths = subjects.stream().map(Folded::path).toList();
        return new Served(
                without(positions, (path, _) -> paths.contains(path)),
                without(shifts, (key, _) -> subjects.contains(ViewKey.subjectOfShift(key))),
                without(statements, (_, json) -> ids.stream().anyMatch(id -> names(json, id))),
                without(reports, (id, _) -> ids.contains(id)));
    }

    Remark remark() {
        var statement = Api.parse(statements.get(Remark.STATEMENT));
        var counts = statement.path("counts");
        var position = Api.parse(positions.get(Folded.path(Remark.SUBJECT)));
        return new Remark(
                statement.path("contested").booleanValue(),
                counts.path("reports").asInt(),
                counts.path("origins").asInt(),
                position.at("/counts/reports").asInt(),
                statement.path("differences").findValuesAsText("field"),
                position.path("conditions").findValuesAsText("key"));
    }

    /**
     * Biden's statement about talks on 2022-12-01, the basis of the position of the United States.
     *
     * @param differing fields
     */
    record Remark(
            boolean contested,
            int reports,
            int origins,
            int reportsOfPosition,
            List<String> differing,
            List<String> conditions) {

        private static final Subject SUBJECT = new Subject("usa", "ukraine-talks");
        private static final String STATEMENT = "usa.ukraine-talks.ef9d34e2ea66ae2c8197c601";

        /** As two articles have it. */
        static final Remark CONTESTED =
                new Remark(
                        true,
                        2,
                        2,
                        2,
                        List.of("conditions"),
                        List.of("putin-seeks-end", "nato-consulted", "russian-withdrawal"));

        /** As one article has it. */
        static Remark of(String conditions) {
            return new Remark(false, 1, 1, 1, List.of(), List.of(conditions.split(", ")));
        }
    }

    /** The reports of a statement are named in it, in quotation marks. */
    private static boolean names(String json, String report) {
        return json.contains('"' + report + '"');
    }

    private static Map<String, String> without(
            Map<String, String> documents, BiPredicate<String, String> gone) {
        var left = new TreeMap<>(documents);
        left.entrySet().removeIf(entry -> gone.test(entry.getKey(), entry.getValue()));
        return left;
    }
}
