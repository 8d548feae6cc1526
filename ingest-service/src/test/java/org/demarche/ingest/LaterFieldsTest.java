package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Days and instants as people have them, denials, and who may speak: what is refused stands in
 * {@code refused-reports.txt}, and what is kept of the rest in {@code kept-reports.txt}.
 */
class LaterFieldsTest {

    private static final String PLAIN =
            """
            {"holder": "freedonia", "issue": "river-treaty", "stance": "favor", "source": {"outlet": "daily-planet"}}
            """;

    private static RunningIngest ingest;

    /** Of each report that is kept, by its row's name, where it is and what of it is in the log. */
    private static final Map<String, Kept> KEPT = new HashMap<>();

    /** The ids of all that is written. */
    private static final Set<String> FILED = new HashSet<>();

    private record Kept(String id, JsonNode body) {}

    /**
     * @param report what is said beside the plain report, or instead
     */
    record Row(String name, JsonNode report, String rest) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("later-fields");
        Samples.register(ingest);
        put("west", "{\"kind\": \"group\", \"name\": \"The West\", \"membership\": \"undefined\"}");
        put("old-west", "{\"kind\": \"group\", \"name\": \"Old West\", \"mergedInto\": \"west\"}");
        put("envoys", "{\"kind\": \"group\", \"name\": \"The envoys\"}");
        put(
                "old-freedonia",
                "{\"kind\": \"state\", \"name\": \"Old Freedonia\", \"mergedInto\": \"freedonia\"}");
        var ids = new HashMap<String, String>();
        kept().forEach(row -> ids.put(row.name, file(row.report)));
        var bodies = bodies();
        ids.forEach((name, id) -> KEPT.put(name, new Kept(id, bodies.get(id))));
    }

    @AfterAll
    static void stop() {
        assertThat(bodies()).containsOnlyKeys(FILED);
        ingest.close();
    }

    static Stream<Row> refused() {
        return rows("/refused-reports.txt");
    }

    static Stream<Row> kept() {
        return rows("/kept-reports.txt");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_cannot_be_is_refused_with_its_place_and_what_to_do(Row row) {
        var answer = ingest.post(row.report.toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().get("violations").valueStream().map(LaterFieldsTest::line))
                .containsExactly(row.rest);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void what_can_be_is_kept(Row row) {
        var expected = json(row.rest);

        assertThat(within(KEPT.get(row.name).body, expected)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void what_was_kept_can_be_sent_again_as_it_is_read(Row row) {
        var id = KEPT.get(row.name).id;
        var kept = (ObjectNode) KEPT.get(row.name).body.deepCopy();
        kept.remove("resolved");

        var corrected =
                ingest.send(
                        "POST",
                        "/v1/reports/" + id + "/corrections",
                        kept.toString(),
                        "Content-Type",
                        "application/json");

        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        assertThat(ingest.post(kept.toString()).status()).isEqualTo(200);
    }

    @Test
    void a_month_that_is_not_over_is_kept_as_today() {
        var before = LocalDate.now(ZoneOffset.UTC);
        var month = YearMonth.from(before).toString();

        var id = file(said("{\"source\": {\"publishedOn\": \"%s\"}}".formatted(month)));
        var kept = bodies().get(id);

        assertThat(kept.at("/source/published").asText()).isEqualTo(month);
        assertThat(LocalDate.parse(kept.at("/source/publishedOn").asText()))
                .isBetween(before, LocalDate.now(ZoneOffset.UTC));
    }

    @Test
    void an_unknown_name_of_an_actor_is_all_that_is_told_of_a_denial() {
        var answer =
                ingest.post(
                        said("{\"spokenFor\": \"Fredonia\", \"stance\": \"none\", \"denies\": \"a\", \"saidOn\": \"2024\"}")
                                .toString());

        assertThat(answer.json().get("violations").findValuesAsText("pointer"))
                .containsExactly("/spokenFor");
    }

    private static String file(JsonNode report) {
        var answer = ingest.post(report.toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var id = answer.json().get("id").asText();
        FILED.add(id);
        return id;
    }

    /** By id, as they lie in the log. */
    private static Map<String, JsonNode> bodies() {
        return ingest.reports().stream()
                .collect(
                        Collectors.toMap(
                                record -> text(record.headers().lastHeader("ce_id").value()),
                                record -> json(text(record.value()))));
    }

    /** Of what was kept the fields that are expected; null where one is not there. */
    private static JsonNode within(JsonNode kept, JsonNode expected) {
        var part = RunningIngest.JSON.createObjectNode();
        expected.properties()
                .forEach(
                        field -> {
                            var value = kept.get(field.getKey());
                            part.set(
                                    field.getKey(),
                                    value != null && field.getValue().isObject()
                                            ? within(value, field.getValue())
                                            : value);
                        });
        return part;
    }

    private static String line(JsonNode violation) {
        return violation.get("pointer").asText() + " | " + violation.get("message").asText();
    }

    private static Stream<Row> rows(String file) {
        var today = LocalDate.now(ZoneOffset.UTC);
        try (var in = LaterFieldsTest.class.getResourceAsStream(file)) {
            return text(in.readAllBytes())
                    .replace("<today>", today.toString())
                    .replace("<tomorrow>", today.plusDays(1).toString())
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> List.of(line.split(" \\| ", 3)))
                    .map(line -> new Row(line.get(0), said(line.get(1)), line.get(2)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode said(String fields) {
        var report = (ObjectNode) json(PLAIN);
        json(fields)
                .properties()
                .forEach(
                        field -> {
                            if (field.getKey().equals("source")) {
                                ((ObjectNode) report.get("source"))
                                        .setAll((ObjectNode) field.getValue());
                            } else {
                                report.set(field.getKey(), field.getValue());
                            }
                        });
        return report;
    }

    private static JsonNode json(String text) {
        try {
            return RunningIngest.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static void put(String id, String actor) {
        assertThat(ingest.put("/v1/actors/" + id, actor).status()).isEqualTo(201);
    }
}
