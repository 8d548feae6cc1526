package org.demarche.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Failed;
import org.demarche.log.control.ControlEvent.Ready;
import org.demarche.log.view.Mark;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people see of versions, and decide about them. */
class ProjectionsTest {

    private static final VersionId NEXT = new VersionId("positions", 3);
    private static final String PROJECTION = "/v1/projections/positions";
    private static final String REPLAYS = PROJECTION + "/replays";
    private static final String ROLLBACK = PROJECTION + "/rollback";
    private static final String LIVE = PROJECTION + "/versions/2";
    private static final String BUILT = PROJECTION + "/versions/3";
    private static final String PROMOTION = BUILT + "/promotion";
    private static final String POSITION = "/v1/actors/norland/positions/river-treaty";
    private static final Map<String, byte[]> SAID =
            documents(filed("norland", "river-treaty", "r1", Stance.FAVOR, "2024-03-01"));

    private Stack stack;

    @BeforeEach
    void start() {
        stack = Stack.start();
        stack.register(Reports.NORLAND, Reports.TREATY, Reports.DAILY);
        stack.publish(0, SAID);
        stack.get(POSITION);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void a_replay_is_a_version_beside_the_one_that_is_served() {
        var started =
                stack.write(
                        "POST",
                        REPLAYS,
                        "{\"promote\":\"manual\",\"throttle\":500,\"within\":5,\"by\":\"ada\",\"why\":\"to see\"}");

        assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
        assertThat(started.headers().firstValue("Location")).contains(BUILT);
        assertThat(started.headers().firstValue(Token.HEADER)).contains("c:1");
        assertThat(started.headers().firstValue("Demarche-Version")).isEmpty();
        var version = json(started);
        assertThat(version.get("state").asText()).isEqualTo("replaying");
        assertThat(version.get("revision").asInt()).isEqualTo(2);
        assertThat(version.get("promote").asText()).isEqualTo("manual");
        assertThat(version.get("throttle").asInt()).isEqualTo(500);
        assertThat(version.get("within").asInt()).isEqualTo(5);
        assertThat(version.at("/progress/folded").asInt()).isZero();
        assertThat(version.at("/progress/partitions")).hasSize(2);
        assertThat(version.get("blockers").toString()).contains("are not folded yet");
        assertThat(stack.get(PROJECTION).body())
                .isEqualTo(
                        "{\"name\":\"positions\",\"declared\":false,\"live\":2,\"building\":3,\"versions\":"
                                + "[{\"version\":2,\"state\":\"live\"},{\"version\":3,\"state\":\"replaying\"}]}");
        assertThat(stack.get("/v1/projections").body())
                .isEqualTo("{\"items\":[" + stack.get(PROJECTION).body() + "],\"next\":null}");
        assertThat(stack.get(POSITION).headers().firstValue("Demarche-Version"))
                .contains("positions/2");
    }

    @Test
    void one_is_built_at_a_time() {
        stack.write("POST", REPLAYS, "");

        var second = stack.write("POST", REPLAYS, "");

        assertProblem(second, 409, "replay-running", "positions/3 is replaying");
        assertThat(json(second).get("running").asText()).isEqualTo(BUILT);
    }

    @Test
    void one_that_leaves_out_what_is_late_is_promoted_by_hand() {
        var until = "\"until\":\"2025-01-01T00:00:00Z\"";
        assertProblem(
                stack.write("POST", REPLAYS, "{\"promote\":\"auto\"," + until + "}"),
                400,
                "bounded-by-hand",
                "promoted by hand alone");

        var started = json(stack.write("POST", REPLAYS, "{" + until + "}"));

        assertThat(started.get("promote").asText()).isEqualTo("manual");
        assertThat(started.get("until").asText()).isEqualTo("2025-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST   | /v1/projections/positons/replays              | 404 | did you mean positions?
                    POST   | /v1/projections/positons/rollback             | 404 | "suggestions":["positions"]
                    GET    | /v1/projections/positons/versions/2           | 404 | "suggestions":["positions"]
                    GET    | /v1/projections/positions/versions/9          | 404 | has no version 9
                    GET    | /v1/projections/positions/versions/two        | 404 | has no version
                    PATCH  | /v1/projections/positions/versions/9          | 404 | has no version 9
                    DELETE | /v1/projections/positions/versions/9          | 404 | has no version 9
                    POST   | /v1/projections/positions/versions/9/promotion | 404 | has no version 9
                    POST   | /v1/projections/positions/rollback            | 409 | "type":"urn:demarche:problem:no-standby"
                    PATCH  | /v1/projections/positions/versions/2          | 409 | positions/2 is live
                    DELETE | /v1/projections/positions/versions/2          | 409 | positions/2 is live
                    POST   | /v1/projections/positions/versions/2/promotion | 409 | positions/2 is live
                    POST   | /v1/projections/positions/replays?limit=1     | 400 | "parameter":"limit"
                    GET    | /v1/projections?limit=1                       | 400 | "parameter":"limit"
                    """)
    void what_is_not_there_or_cannot_be_is_refused(
            String method, String path, int status, String said) {
        var body = method.equals("PATCH") ? "{\"state\":\"paused\"}" : "";

        var refused = stack.write(method, path, body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(refused.body()).contains(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    POST  | replays              | {"promte":"auto"}                 | 422 | "pointer":"/promte"
                    POST  | replays              | {"promote":"at once"}             | 422 | must be one of auto, manual
                    POST  | replays              | {"throttle":0}                    | 422 | "pointer":"/throttle"
                    POST  | replays              | {"until":"tomorrow"}              | 422 | must be an instant
                    POST  | replays              | {"within":"much"}                 | 422 | must be a whole number, is a text
                    POST  | replays              | [1]                               | 422 | must be an object, is a list
                    POST  | replays              | {"promote"                        | 400 | urn:demarche:problem:malformed-json
                    POST  | rollback             | {"to":2}                          | 422 | "pointer":"/to"
                    POST  | versions/2/promotion | {"force":"yes"}                   | 422 | must be true or false, is a text
                    POST  | versions/2/promotion | {"keep":99}                       | 422 | must be 0 to 10
                    PATCH | versions/2           | {}                                | 422 | names neither state nor throttle
                    PATCH | versions/2           | {"state":"live"}                  | 422 | must be one of paused, replaying
                    """)
    void faults_of_a_body_are_named(
            String method, String path, String body, int status, String said) {
        var refused = stack.write(method, PROJECTION + '/' + path, body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(refused.body()).contains(said);
    }

    @Test
    void the_examples_of_the_document_are_taken() {
        for (var body : Map.of("Replay", REPLAYS, "VersionChange", BUILT).entrySet()) {
            var example =
                    OpenApi.DOCUMENT
                            .root()
                            .at("/components/requestBodies/" + body.getKey())
                            .at("/content/application~1json/example")
                            .toString();
            var method = body.getKey().equals("Replay") ? "POST" : "PATCH";
            if (method.equals("PATCH")) {
                stack.write("POST", REPLAYS, "");
            }
            var taken = stack.write(method, body.getValue(), example);
            assertThat(taken.statusCode()).as(taken.body()).isIn(200, 201, 409);
        }
    }

    @Test
    void the_building_pauses_and_goes_on_at_the_speed_that_is_wanted() {
        stack.write("POST", REPLAYS, "{\"promote\":\"manual\"}");

        var paused = json(stack.write("PATCH", BUILT, "{\"state\":\"paused\",\"throttle\":100}"));
        assertThat(paused.get("state").asText()).isEqualTo("paused");
        assertThat(paused.get("throttle").asInt()).isEqualTo(100);
        assertThat(paused.get("blockers").get(0).asText()).isEqualTo("It is paused");

        var same = stack.write("PATCH", BUILT, "{\"state\":\"paused\"}");
        assertThat(same.headers().firstValue(Token.HEADER)).as("nothing to decide").contains("c:3");

        var resumed =
                json(stack.write("PATCH", BUILT, "{\"state\":\"replaying\",\"throttle\":null}"));
        assertThat(resumed.get("state").asText()).isEqualTo("replaying");
        assertThat(resumed.get("throttle").isNull()).isTrue();
    }

    @Test
    void what_is_not_ready_is_promoted_by_force_alone() {
        stack.write("POST", REPLAYS, "{\"promote\":\"manual\"}");

        var refused = stack.write("POST", PROMOTION, "");
        assertProblem(refused, 409, "not-ready", "positions/3 is not promoted");
        assertThat(json(refused).get("blockers").get(0).asText())
                .isEqualTo("1 events of the log are not folded yet");

        var forced = stack.write("POST", PROMOTION, "{\"force\":true,\"by\":\"ada\"}");
        assertThat(json(forced).get("state").asText()).isEqualTo("live");
        assertThat(stack.plain(POSITION).headers().firstValue("Demarche-Version"))
                .contains("positions/2");
        build(new Mark(1, 0, Reports.RECORDED));
        assertThat(stack.get(POSITION).headers().firstValue("Demarche-Version"))
                .contains("positions/3");
    }

    @Test
    void what_was_served_before_is_served_again_and_then_retired() {
        stack.write("POST", REPLAYS, "{\"promote\":\"manual\"}");
        build(new Mark(1, 0, Reports.RECORDED));
        stack.await(catalog -> catalog.version(NEXT).orElseThrow().label().equals("ready"));
        assertThat(stack.get(BUILT).body()).contains("\"blockers\":[]");
        var promoted = stack.write("POST", PROMOTION, "");
        assertThat(promoted.statusCode()).as(promoted.body()).isEqualTo(200);
        assertThat(stack.get(POSITION).headers().firstValue("Demarche-Version"))
                .contains("positions/3");

        var back = stack.write("POST", ROLLBACK, "{\"by\":\"ada\",\"why\":\"wrong\"}");

        assertThat(json(back).get("version").asInt()).isEqualTo(2);
        assertThat(stack.get(POSITION).headers().firstValue("Demarche-Version"))
                .contains("positions/2");
        var retired = json(stack.write("DELETE", BUILT, ""));
        assertThat(retired.get("state").asText()).isEqualTo("retired");
        assertThat(retired.get("progress").isNull()).isTrue();
        assertProblem(
                stack.write("POST", PROMOTION, "{\"force\":true}"), 409, "wrong-state", "retired");
        assertProblem(stack.write("POST", ROLLBACK, ""), 409, "no-standby", "stands by");
    }

    @Test
    void what_has_failed_says_why_until_it_is_cancelled() {
        stack.write("POST", REPLAYS, "");
        stack.decide(new Failed(3, "the code of revision 2 is gone"));

        var failed = json(stack.get(BUILT));
        assertThat(failed.get("state").asText()).isEqualTo("failed");
        assertThat(failed.get("reason").asText()).isEqualTo("the code of revision 2 is gone");
        assertProblem(stack.write("POST", PROMOTION, "{\"force\":true}"), 409, "wrong-state", "");

        assertThat(json(stack.write("DELETE", BUILT, "")).get("state").asText())
                .isEqualTo("cancelled");
        assertThat(stack.write("POST", REPLAYS, "").headers().firstValue("Location"))
                .contains(PROJECTION + "/versions/4");
    }

    @Test
    void a_token_is_waited_for_here_by_its_decisions_alone() {
        assertThat(stack.get(LIVE, Token.HEADER, "r0:99999").statusCode()).isEqualTo(200);
        assertThat(stack.get(LIVE, Token.HEADER, "c:7").statusCode()).isEqualTo(400);
        assertThat(stack.get(LIVE, Token.HEADER, "x").statusCode()).isEqualTo(400);
        // what is served cannot follow yet, and who asks for that would wait
        stack.write("POST", REPLAYS, "");
        stack.write("POST", PROMOTION, "{\"force\":true}");
        assertThat(stack.get(BUILT).statusCode()).isEqualTo(200);
        assertThat(stack.get(POSITION, Token.HEADER, "c:2", "Prefer", "wait=0").statusCode())
                .isEqualTo(503);
    }

    @Test
    void a_body_of_another_type_is_refused() {
        var refused =
                stack.send(
                        java.net.http.HttpRequest.newBuilder(stack.uri().resolve(REPLAYS))
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("a=b"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .build());

        assertProblem(refused, 415, "", "must be application/json");
    }

    @Test
    void meters_come_with_a_version_and_go_with_it() {
        stack.write("POST", REPLAYS, "{\"promote\":\"manual\"}");
        var lag = "demarche_version_lag{projection=\"positions\",version=\"3\"} 1.0";
        awaitMeters(true, lag);
        build(new Mark(1, 0, Reports.RECORDED));
        awaitMeters(true, lag.replace("1.0", "0.0"));
        awaitMeters(true, "demarche_version_idle_seconds{projection=\"positions\",version=\"2\"}");

        stack.write("DELETE", BUILT, "");

        awaitMeters(false, "version=\"3\"");
    }

    /** They are gathered once a second. */
    private void awaitMeters(boolean there, String part) {
        var deadline = System.nanoTime() + 20_000_000_000L;
        while (stack.plain("/prometheus").body().contains(part) != there) {
            assertThat(System.nanoTime()).as(part).isLessThan(deadline);
        }
    }

    @Test
    void one_that_is_ready_can_be_cancelled() {
        stack.write("POST", REPLAYS, "{\"promote\":\"manual\"}");
        stack.decide(new Ready(3));

        assertProblem(
                stack.write("PATCH", BUILT, "{\"throttle\":5}"), 409, "wrong-state", "is ready");
        assertThat(json(stack.write("DELETE", BUILT, "")).get("state").asText())
                .isEqualTo("cancelled");
    }

    private void build(Mark mark) {
        stack.build(NEXT, 0, mark, SAID);
    }

    private static void assertProblem(
            HttpResponse<String> response, int status, String slug, String said) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(slug).contains(said);
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isLessThan(500);
        return OpenApi.json(response.body());
    }
}
