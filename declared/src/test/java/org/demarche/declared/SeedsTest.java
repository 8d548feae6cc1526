package org.demarche.declared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.ReportCodec;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.fold.Outcome;
import org.junit.jupiter.api.Test;

/** The definitions that come with the project, and the reports that do. */
class SeedsTest {

    private static final Path SEEDS = Path.of("..", "seeds");
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void coverage_counts_each_outlet() throws Exception {
        assertThat(served("coverage"))
                .hasSize(5)
                .containsEntry(
                        "d/article-001",
                        "{\"key\":\"article-001\",\"reports\":11,\"byStance\":{\"favor\":6,\"against\":5},\"actors\":{\"count\":4,\"values\":[\"russia\",\"ukraine\",\"usa\",\"war-party\"]},\"lastSaid\":\"2025-03-03\"}");
    }

    @Test
    void quoted_has_who_is_quoted_on_what() throws Exception {
        assertThat(served("quoted"))
                .containsEntry(
                        "d/dmitry-peskov%2Fukraine-talks",
                        "{\"key\":\"dmitry-peskov/ukraine-talks\",\"reports\":10,\"byStance\":{\"favor\":4,\"conditional\":3,\"against\":2,\"none\":1},\"byQuote\":{\"indirect\":4,\"mixed\":4,\"direct\":2},\"outlets\":{\"count\":4,\"values\":[\"article-000\",\"article-001\",\"article-003\",\"article-004\"]},\"firstSaid\":\"2022-12-02\",\"lastSaid\":\"2025-03-03\",\"lastSummary\":\"Peskov says that the camp does not speak of the need for talks.\"}");
    }

    @Test
    void origins_have_the_outlets_that_a_wire_feeds() throws Exception {
        assertThat(served("origins"))
                .containsEntry(
                        "d/tass",
                        "{\"key\":\"tass\",\"reports\":2,\"outlets\":{\"count\":1,\"values\":[\"article-000\"]},\"byGrade\":{},\"issues\":[{\"value\":\"putin-biden-meeting\",\"count\":1},{\"value\":\"ukraine-talks\",\"count\":1}]}");
    }

    private static Map<String, String> served(String name) throws Exception {
        var definition =
                Definition.parse(
                        Files.readAllBytes(SEEDS.resolve("projections").resolve(name + ".json")));
        assertThat(definition.name()).isEqualTo(name);
        var log = new Partition(definition);
        for (var line : Files.readAllLines(SEEDS.resolve("reports.ndjson"))) {
            assertThat(log.fold(filed(line))).as(line).isInstanceOf(Outcome.Folded.class);
        }
        return Partition.served(definition, List.of(log));
    }

    /** As ingest would file it, with a registry that knows no owners and grades. */
    private static ReportEvent filed(String line) throws Exception {
        var body = (ObjectNode) JSON.readTree(line);
        var id =
                new ReportId(
                        body.get("holder").textValue(),
                        body.get("issue").textValue(),
                        body.remove("id").textValue());
        var source = body.get("source");
        body.putObject("resolved")
                .put("origin", source.path("agency").asText(source.get("outlet").textValue()));
        return JsonReader.read(
                body.toString().getBytes(UTF_8),
                in ->
                        ReportCodec.read(
                                in,
                                id,
                                ReportEvent.Filed.WIRE_NAME,
                                "%016x".formatted(line.hashCode()).repeat(4),
                                ReportBuilder.recorded("r0")));
    }
}
