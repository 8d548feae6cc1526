package org.demarche.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.demarche.model.explain.Difference;
import org.demarche.model.explain.StatementEvidence;

/**
 * A statement and what its reports say of it, from whichever side.
 *
 * @param reports each with whether its account is the one that counts
 * @param differences field, conflict, and who gives which value
 */
record Attested(
        String voice,
        String by,
        String stance,
        String saidOn,
        boolean contested,
        String lead,
        List<Integer> counts,
        Map<String, Boolean> reports,
        List<String> differences) {

    static Attested of(StatementEvidence statement) {
        var reports = new TreeMap<String, Boolean>();
        statement.reports().forEach(one -> reports.put(one.report().toString(), one.decisive()));
        var counts = statement.counts();
        return new Attested(
                statement.voice(),
                String.valueOf(statement.by()),
                statement.stance() == null ? "null" : statement.stance().label(),
                statement.saidOn().edtf(),
                statement.contested(),
                statement.lead().toString(),
                List.of(counts.reports(), counts.outlets(), counts.origins()),
                reports,
                statement.differences().stream().map(Attested::line).toList());
    }

    /** Of a statement as it is served. */
    static Attested of(JsonNode statement) {
        var reports = new TreeMap<String, Boolean>();
        for (var one : statement.path("reports")) {
            reports.put(one.path("report").asText(), one.path("counted").booleanValue());
        }
        var counts = statement.path("counts");
        return new Attested(
                statement.path("voice").asText(),
                statement.path("by").asText(),
                statement.path("stance").asText(),
                statement.path("saidOn").asText(),
                statement.path("contested").booleanValue(),
                statement.path("lead").asText(),
                List.of(
                        counts.path("reports").asInt(),
                        counts.path("outlets").asInt(),
                        counts.path("origins").asInt()),
                reports,
                stream(statement.path("differences")).map(Attested::line).toList());
    }

    private static String line(Difference difference) {
        var values =
                difference.values().stream()
                        .map(
                                value ->
                                        "%s %s %s"
                                                .formatted(
                                                        value.value(),
                                                        value.reports(),
                                                        value.origins()))
                        .toList();
        return "%s %s %s".formatted(difference.field(), difference.conflict(), values);
    }

    private static String line(JsonNode difference) {
        var values =
                stream(difference.path("values"))
                        .map(
                                value ->
                                        "%s %s %s"
                                                .formatted(
                                                        value.path("value").asText(),
                                                        texts(value.path("reports")),
                                                        texts(value.path("origins"))))
                        .toList();
        return "%s %s %s"
                .formatted(
                        difference.path("field").asText(),
                        difference.path("conflict").booleanValue(),
                        values);
    }

    private static List<String> texts(JsonNode list) {
        return stream(list).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
