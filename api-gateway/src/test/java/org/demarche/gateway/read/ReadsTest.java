package org.demarche.gateway.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.demarche.gateway.Published;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.log.registry.EntryCodec;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents are served as they are stored, page by page, under every name of their entries. */
class ReadsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final ReportEvent TREATY_1 =
            filed("norland", "river-treaty", "r1", Stance.AGAINST, "2024-03-01");
    private static final ReportEvent TREATY_2 =
            filed(
                    "norland",
                    "river-treaty",
                    "r2",
                    Stance.FAVOR,
                    "2024-05-01",
                    "daily",
                    "quay-speech");
    private static final ReportEvent TREATY_3 =
            filed(
                    "norland",
                    "river-treaty",
                    "r3",
                    Stance.AGAINST,
                    "2024-05-01",
                    "herald",
                    "quay-speech");
    private static final Published TREATY = documents(TREATY_1, TREATY_2, TREATY_3);
    private static final Published TOLLS =
            documents(filed("norland", "river-tolls", "r1", Stance.FAVOR, "2024-03-02"));
    private static final Published SUDLAND =
            documents(filed("sudland", "river-treaty", "r1", Stance.NONE, "2024-03-03"));

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
        stack.register(
                Reports.NORLAND,
                Reports.SUDLAND,
                Reports.actor("westland", "Westland"),
                Reports.TREATY,
                Reports.TOLLS,
                Reports.DAILY);
        stack.publish(TREATY);
        stack.publish(TOLLS);
        stack.publish(SUDLAND);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void a_position_is_served_as_the_bytes_that_are_stored() {
        var response = stack.get("/v1/actors/norland/positions/river-treaty");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(position(TREATY));
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Demarche-Version")).contains("positions/2");
        assertThat(response.headers().firstValue("Demarche-Token")).contains("c:0");
        assertThat(response.headers().firstValue("Content-Location")).isEmpty();
        assertThat(response.headers().firstValue("Vary")).contains("Accept, Accept-Encoding");
    }

    @Test
    void other_names_mean_the_same_and_the_answer_says_where_it_belongs() {
        var response = stack.get("/v1/actors/kingdom%20of%20norland/positions/River%20Treaty");

        assertThat(response.body()).isEqualTo(position(TREATY));
        assertThat(response.headers().firstValue("Content-Location"))
                .contains("/v1/actors/norland/positions/river-treaty");
    }

    @Test
    void a_known_pair_of_which_nothing_is_filed_has_the_null_position() {
        var response = stack.get("/v1/actors/westland/positions/river-tolls");

        assertThat(response.statusCode()).isEqualTo(200);
        var position = json(response);
        assertThat(position.get("actor").asText()).isEqualTo("westland");
        assertThat(position.get("issue").asText()).isEqualTo("river-tolls");
        assertThat(position.get("stance").isNull()).isTrue();
    }

    @Test
    void lists_are_put_together_from_stored_bytes() {
        assertThat(stack.get("/v1/actors/norland/positions").body())
                .isEqualTo(
                        "{\"actor\":\"norland\",\"items\":[%s,%s],\"next\":null}"
                                .formatted(position(TOLLS), position(TREATY)));
        assertThat(stack.get("/v1/issues/river-treaty/positions").body())
                .isEqualTo(
                        "{\"issue\":\"river-treaty\",\"items\":[%s,%s],\"next\":null}"
                                .formatted(position(TREATY), position(SUDLAND)));
        assertThat(stack.get("/v1/actors/westland/positions").body())
                .isEqualTo("{\"actor\":\"westland\",\"items\":[],\"next\":null}");
        assertThat(stack.get("/v1/positions").body())
                .isEqualTo(
                        "{\"items\":[%s,%s,%s],\"next\":null}"
                                .formatted(position(TOLLS), position(TREATY), position(SUDLAND)));
    }

    @Test
    void the_matrix_is_filtered_by_actors_and_issues() {
        assertThat(matrix("?issue=river-treaty"))
                .containsExactly("norland/river-treaty", "sudland/river-treaty");
        assertThat(matrix("?actor=Sudland,Norland&issue=river-tolls"))
                .containsExactly("norland/river-tolls");
        assertThat(matrix("?actor=sudland&actor=westland")).containsExactly("sudland/river-treaty");
    }

    @Test
    void pages_follow_on_each_other_whatever_their_size() {
        for (var path :
                List.of(
                        "/v1/positions?",
                        "/v1/positions?issue=river-treaty&",
                        "/v1/actors?",
                        "/v1/actors?q=land&",
                        "/v1/issues?",
                        "/v1/statements?actor=norland&issue=river-treaty&")) {
            var whole = stack.get(path + "limit=1000");
            assertThat(pages(path, 1)).as(path).isEqualTo(items(json(whole), "items"));
            assertThat(pages(path, 2)).as(path).isEqualTo(items(json(whole), "items"));
        }
        var ofNorland = json(stack.get("/v1/actors/norland/positions?limit=1"));
        var rest =
                json(
                        stack.get(
                                "/v1/actors/norland/positions?cursor="
                                        + ofNorland.get("next").asText()));
        assertThat(rest.get("items").get(0).get("issue").asText()).isEqualTo("river-treaty");
        assertThat(rest.get("next").isNull()).isTrue();
    }

    @Test
    void the_registry_is_served_entry_by_entry_and_searched_by_part_of_a_name() {
        assertThat(stack.get("/v1/actors/norland").body())
                .isEqualTo(
                        new String(
                                EntryCodec.write(Reports.NORLAND),
                                java.nio.charset.StandardCharsets.UTF_8));
        assertThat(json(stack.get("/v1/outlets/The%20Daily")).get("id").asText())
                .isEqualTo("daily");
        assertThat(json(stack.get("/v1/issues/river-tolls")).get("proposition").asText())
                .isEqualTo("River tolls should be kept");
        assertThat(ids("/v1/actors")).containsExactly("norland", "sudland", "westland");
        assertThat(ids("/v1/actors?q=N%C3%93R")).containsExactly("norland");
        assertThat(ids("/v1/issues?q=toll")).containsExactly("river-tolls");
        assertThat(ids("/v1/outlets?q=nothing")).isEmpty();
    }

    @Test
    void statements_come_newest_first_with_their_reports_and_conflicts() {
        var statements =
                json(stack.get("/v1/statements?actor=norland&issue=river-treaty")).get("items");

        assertThat(statements).hasSize(2);
        var contested = statements.get(0);
        assertThat(contested.get("contested").asBoolean()).isTrue();
        assertThat(contested.get("reports")).hasSize(2);
        assertThat(contested.get("reports").get(0).get("body").get("summary").asText())
                .isEqualTo("Said by Ada Lund – on the quay.");
        var difference = contested.get("differences").get(0);
        assertThat(difference.get("field").asText()).isEqualTo("stance");
        assertThat(difference.get("conflict").asBoolean()).isTrue();
        assertThat(difference.get("values").get(0).get("value").asText()).isEqualTo("favor");
        assertThat(difference.get("values").get(0).get("origins").get(0).asText())
                .isEqualTo("daily");
        assertThat(statements.get(1).get("stance").asText()).isEqualTo("against");

        var alone = stack.get("/v1/statements/" + contested.get("statement").asText());
        assertThat(json(alone)).isEqualTo(contested);
    }

    @Test
    void a_report_is_served_with_all_its_events() {
        var report = json(stack.get("/v1/reports/norland.river-treaty.r2"));

        assertThat(report.get("report").asText()).isEqualTo("norland.river-treaty.r2");
        assertThat(report.get("events")).hasSize(1);
        var event = report.get("events").get(0);
        assertThat(event.get("type").asText()).isEqualTo("report-filed");
        assertThat(event.get("recorded").asText()).isEqualTo("2025-01-01T00:00:00Z");
        assertThat(event.get("body").get("utterance").asText()).isEqualTo("quay-speech");
    }

    @Test
    void what_a_client_holds_already_is_not_sent_again() {
        for (var path :
                List.of(
                        "/v1/actors/norland/positions/river-treaty",
                        "/v1/actors/westland/positions/river-treaty",
                        "/v1/actors/norland/positions",
                        "/v1/issues/river-treaty/positions",
                        "/v1/positions",
                        "/v1/actors",
                        "/v1/outlets/daily",
                        "/v1/statements?actor=norland&issue=river-treaty",
                        "/v1/reports/norland.river-treaty.r1")) {
            var tag = stack.get(path).headers().firstValue("ETag").orElseThrow();

            assertThat(unchanged(path, tag)).as(path).isTrue();
            assertThat(unchanged(path, "\"other\", W/" + tag)).as(path).isTrue();
            assertThat(unchanged(path, "*")).as(path).isTrue();
            assertThat(stack.get(path, "If-None-Match", "\"other\"", "If-None-Match", tag))
                    .as(path)
                    .returns(304, HttpResponse::statusCode);
            assertThat(unchanged(path, "\"other\"")).as(path).isFalse();
        }
    }

    @Test
    void head_answers_as_get_would_without_the_body() {
        for (var path :
                List.of(
                        "/v1/actors/norland/positions/river-treaty",
                        "/v1/positions",
                        "/v1/actors/norland")) {
            var get = stack.get(path);
            var head = stack.send("HEAD", path);

            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            for (var name : List.of("ETag", "Content-Length", "Content-Type", "Demarche-Version")) {
                assertThat(head.headers().firstValue(name))
                        .as(name)
                        .isEqualTo(get.headers().firstValue(name));
            }
        }
    }

    @Test
    void it_is_alive_ready_and_counted() {
        assertThat(stack.get("/health/liveness").statusCode()).isEqualTo(200);
        assertThat(stack.get("/health/readiness").body()).contains("\"UP\"");
        assertThat(stack.get("/prometheus").body())
                .contains("demarche_view_documents{kind=\"position\"} 3.0")
                .contains("demarche_view_documents{kind=\"shift\"} 0.0")
                .contains("demarche_view_lag_events")
                .contains("http_server_requests_seconds_count");
    }

    private static boolean unchanged(String path, String tag) {
        var response = stack.get(path, "If-None-Match", tag);
        if (response.statusCode() == 200) {
            return false;
        }
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("ETag")).isPresent();
        return true;
    }

    private static List<JsonNode> pages(String path, int limit) {
        var items = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = json(stack.get(path + "limit=" + limit + cursor));
            assertThat(page.get("items").size()).isLessThanOrEqualTo(limit);
            items.addAll(items(page, "items"));
            cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asText();
        } while (!cursor.isEmpty());
        return items;
    }

    private static List<String> matrix(String query) {
        return items(json(stack.get("/v1/positions" + query)), "items").stream()
                .map(item -> item.get("actor").asText() + '/' + item.get("issue").asText())
                .toList();
    }

    private static List<String> ids(String path) {
        return items(json(stack.get(path)), "items").stream()
                .map(item -> item.get("id").asText())
                .toList();
    }

    private static List<JsonNode> items(JsonNode list, String name) {
        return StreamSupport.stream(list.get(name).spliterator(), false).toList();
    }

    private static String position(Published published) {
        return published.documents().entrySet().stream()
                .filter(document -> document.getKey().startsWith("p/"))
                .map(
                        document ->
                                new String(
                                        document.getValue(),
                                        java.nio.charset.StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
