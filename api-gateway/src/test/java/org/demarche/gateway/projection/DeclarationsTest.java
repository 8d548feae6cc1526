package org.demarche.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.filed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.demarche.gateway.Stack;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.event.ReportCodec;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Projections that somebody declares, or tries. */
class DeclarationsTest {

    private static final String COVERAGE =
            """
            {"name": "%s", "where": "report.stance != 'none'", "key": "report.source.outlet", "fields": {"reports": "count()"}}
            """;

    private static final Executor EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
        for (var event :
                new ReportEvent[] {
                    filed("norland", "river-treaty", "r1", Stance.FAVOR, "2024-03-01"),
                    filed("sudland", "river-treaty", "r2", Stance.NONE, "2024-03-01"),
                    filed("sudland", "river-treaty", "r3", Stance.AGAINST, "2024-03-02")
                }) {
            var report = (ReportEvent.Filed) event;
            var codec = new ReportCodec();
            stack.append(
                    codec.encodeRestored(
                            stack.config().topics().reports(),
                            report,
                            codec.body(report.body(), report.resolved()),
                            0,
                            "/v1/restore"));
        }
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void what_is_declared_is_built_and_the_same_again_changes_nothing() {
        var declared = declare("", COVERAGE.formatted("coverage"));
        assertThat(declared.statusCode()).as(declared.body()).isEqualTo(201);
        assertThat(declared.headers().firstValue("Location"))
                .contains("/v1/projections/coverage/versions/1");
        assertThat(json(declared).path("state").asText()).isEqualTo("replaying");

        var again = declare("", COVERAGE.formatted("coverage").replace("\n", " "));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).path("version").asInt()).isEqualTo(1);

        var other = declare("", COVERAGE.formatted("coverage").replace("none", "favor"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("coverage exists already, with another definition");
        assertThat(
                        declare(
                                        "?dryRun=1",
                                        COVERAGE.formatted("coverage").replace("none", "favor"))
                                .body())
                .contains("\"refused\":\"The projection coverage exists already");

        var listed = json(stack.get("/v1/projections/coverage"));
        assertThat(listed.path("declared").asBoolean()).isTrue();
        assertThat(listed.at("/definition/key").asText()).isEqualTo("report.source.outlet");
        assertThat(listed.path("live").isNull()).isTrue();
    }

    @Test
    void one_that_is_tried_is_not_declared() {
        var tried = declare("?dryRun=100", COVERAGE.formatted("tried"));

        assertThat(tried.statusCode()).as(tried.body()).isEqualTo(200);
        assertThat(tried.body())
                .isEqualTo(
                        "{\"reports\":3,\"matched\":2,\"faults\":[],\"faultCount\":0,\"blockers\":[],\"documentCount\":1,\"documents\":[{\"key\":\"daily\",\"reports\":2}],\"timedOut\":false}");
        assertThat(stack.get("/v1/projections/tried").statusCode()).isEqualTo(404);
        assertThat(json(declare("?dryRun=1", COVERAGE.formatted("tried"))).path("reports").asInt())
                .isEqualTo(1);
    }

    @Test
    void a_restored_report_is_tried_as_recorded_where_it_comes_from() {
        var tried =
                declare(
                        "?dryRun=100",
                        COVERAGE.formatted("tried")
                                .replace("report.source.outlet", "string(recorded)"));

        assertThat(json(tried).at("/documents/0/key").asText()).isEqualTo("2025-01-01T00:00:00Z");
    }

    @Test
    void of_one_definition_declared_twice_at_once_neither_is_told_that_the_name_is_taken() {
        var answers =
                IntStream.range(0, 8)
                        .mapToObj(
                                _ ->
                                        CompletableFuture.supplyAsync(
                                                () -> declare("", COVERAGE.formatted("twice")),
                                                EXECUTOR))
                        .toList()
                        .stream()
                        .map(answer -> answer.join().statusCode())
                        .toList();

        assertThat(answers).containsOnlyOnce(201).containsOnly(201, 200);
    }

    @Test
    void the_same_again_answers_the_version_that_is_live_and_not_a_later_one_that_was_cancelled() {
        var _ = declare("", COVERAGE.formatted("again"));
        stack.decide("again", new ControlEvent.Promoted(1, 1));
        stack.decide(
                "again",
                new ControlEvent.Started(2, 1, false, null, null, ControlEvent.Started.WITHIN));
        stack.decide("again", new ControlEvent.Cancelled(2));

        assertThat(json(declare("", COVERAGE.formatted("again"))).path("version").asInt())
                .isEqualTo(1);
    }

    @Test
    void a_declared_version_has_no_revision() {
        var _ = declare("", COVERAGE.formatted("plain"));

        assertThat(stack.get("/v1/projections/plain/versions/1").body())
                .contains("\"version\":1")
                .doesNotContain("\"revision\"");
    }

    @Test
    void what_cannot_be_evaluated_is_told_of_each_report() {
        var tried =
                declare(
                        "?dryRun=100",
                        COVERAGE.formatted("tried")
                                .replace(
                                        "report.source.outlet",
                                        "string(1 / size(report.addressees))"));

        assertThat(json(tried).path("matched").asInt()).isZero();
        assertThat(tried.body())
                .contains("\"report\":\"norland.river-treaty.r1\"", "evaluation-fault: /key")
                .contains("\"faultCount\":2")
                .contains(
                        "\"blockers\":[\"Too many dead letters: 2 of 3 events, and at most 1 are allowed\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    422 | ` ` | {"name": "x", "key": "report.outlet", "fields": {"n": "count()"}} | /key
                    422 | ` ` | {"name": "x", "key": "report.holder", "fields": {"n": "sum(report.stance)"}} | /fields/n
                    422 | ` ` | {"name": "x", "key": "report.holder", "fields": {"n": "cout()"}} | count
                    422 | ` ` | {"name": "positions", "key": "report.holder", "fields": {"n": "count()"}} | /name
                    422 | ` ` | {"name": "x", "key": "report.holder"} | /fields
                    400 | ` ` | no json | Malformed
                    400 | ?dryRun=0 | {"name": "x", "key": "report.holder", "fields": {"n": "count()"}} | from 1 to 10000
                    400 | ?promote=now | {"name": "x", "key": "report.holder", "fields": {"n": "count()"}} | auto, manual
                    """)
    void what_cannot_be_declared_is_refused_with_its_place(
            int status, String query, String body, String part) {
        var refused = declare(query.strip(), body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(refused.body()).contains(part);
    }

    private static HttpResponse<String> declare(String query, String body) {
        return stack.write("POST", "/v1/projections" + query, body);
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return new JsonMapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(response.body(), e);
        }
    }
}
