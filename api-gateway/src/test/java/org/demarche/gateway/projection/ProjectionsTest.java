package org.demarche.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Published;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Cancelled;
import org.demarche.log.control.ControlEvent.Declared;
import org.demarche.log.control.ControlEvent.Failed;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.Ready;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.control.PositionsRevision;
import org.demarche.log.view.Mark;
import org.demarche.model.Await;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The versions of a projection, as people see them and decide about them. */
class ProjectionsTest {

    private static final VersionId NEXT = new VersionId("positions", 3);
    private static final String PROJECTION = "/v1/projections/positions";
    private static final String REPLAYS = PROJECTION + "/replays";
    private static final String ROLLBACK = PROJECTION + "/rollback";
    private static final String LIVE = PROJECTION + "/versions/2";
    private static final String BUILT = PROJECTION + "/versions/3";
    private static final String PROMOTION = BUILT + "/promotion";
    private static final String POSITION = "/v1/actors/norland/positions/river-treaty";
    private static final Published SAID =
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
    void every_decision_can_be_read_with_who_asked_for_it_and_why() {
        var decisions = PROJECTION + "/decisions";
        assertThat(stack.get(decisions).body()).isEqualTo("{\"items\":[],\"next\":null}");
        stack.write("POST", REPLAYS, "{\"promote\":\"manual\",\"by\":\"ada\",\"why\":\"to see\"}");
        stack.write("DELETE", BUILT + "?by=bob", "");

        var all = json(stack.get(decisions)).get("items");

        assertThat(all.findValuesAsText("type"))
                .containsExactly("version-cancelled", "version-started");
        assertThat(all.findValuesAsText("by")).containsExactly("bob", "ada");
        assertThat(all.at("/0/why").isNull()).isTrue();
        assertThat(all.at("/1/why").asText()).isEqualTo("to see");
        assertThat(all.at("/1/version").asInt()).isEqualTo(3);
        assertThat(all.at("/1/promote").asText()).isEqualTo("manual");
        assertThat(Instant.parse(all.at("/1/recorded").asText())).isBefore(Instant.now());
        var first = json(stack.get(decisions + "?limit=1"));
        var rest = json(stack.get(decisions + "?limit=1&cursor=" + first.get("next").asText()));
        assertThat(first.get("items").get(0)).isEqualTo(all.get(0));
        assertThat(rest.get("items").get(0)).isEqualTo(all.get(1));
        assertThat(rest.get("next").isNull()).isTrue();
        assertProblem(
                stack.get("/v1/projections/position/decisions"), 404, "unknown-name", "positions");
    }

    @Test
    void a_revision_that_was_cancelled_is_built_again_where_a_person_asks_for_it() {
        var now = PositionsRevision.NOW;
        stack.decide(new Started(3, now, true, null, null, 10));
        assertThat(stack.write("DELETE", BUILT, "").statusCode()).isEqualTo(200);

        assertThat(revision(REPLAYS, revision(now))).isEqualTo(now);

        stack.write("DELETE", PROJECTION + "/versions/4", "");
        assertThat(revision(REPLAYS, "")).as("as what is served").isEqualTo(2);
    }

    @Test
    void a_revision_that_no_code_has_is_refused() {
        assertProblem(
                stack.write("POST", REPLAYS, revision(PositionsRevision.NOW + 1)),
                400,
                "unknown-revision",
                "folds positions by the revisions 2 to %d".formatted(PositionsRevision.NOW));
    }

    @Test
    void a_version_of_older_code_is_promoted_by_hand_unless_somebody_says_otherwise() {
        stack.decide("months", new Declared(null, 7, true));
        stack.decide("months", new Cancelled(1));
        var replays = "/v1/projections/months/replays";

        var older = json(stack.write("POST", replays, revision(6)));
        assertThat(older.get("promote").asText()).isEqualTo("manual");

        stack.write("DELETE", "/v1/projections/months/versions/2", "");
        var newer = json(stack.write("POST", replays, revision(8)));
        assertThat(newer.get("promote").asText()).isEqualTo("auto");
    }

    @Test
    void where_nothing_is_served_the_last_version_says_which_code_folds() {
        stack.decide("months", new Declared(null, 7, true));
        stack.decide("months", new Cancelled(1));

        assertThat(revision("/v1/projections/months/replays", "")).isEqualTo(7);
    }

    @Test
    void what_is_declared_has_no_revisions() {
        stack.decide("coverage", new Declared("{}", 1, true));
        stack.decide("coverage", new Cancelled(1));
        var replays = "/v1/projections/coverage/replays";

        assertProblem(
                stack.write("POST", replays, revision(Declared.REVISION + 1)),
                400,
                "no-revisions",
                "is a declared projection and has no revisions");
        assertThat(json(stack.write("POST", replays, revision(Declared.REVISION))).has("revision"))
                .isFalse();
    }

    private static String revision(int number) {
        return "{\"revision\":%d}".formatted(number);
    }

    private int revision(String replays, String body) {
        return json(stack.write("POST", replays, body)).get("revision").asInt();
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
                "is never promoted automatically");

        var started = json(stack.write("POST", REPLAYS, "{" + until + "}"));

        assertThat(started.get("promote").asText()).isEqualTo("manual");
        assertThat(started.get("until").asText()).isEqualTo("2025-01-01T00:00:00Z");
    }

    @Test
    void the_bodies_that_the_document_shows_are_taken() {
        assertThat(stack.write("POST", REPLAYS, shown("Replay")).statusCode()).isEqualTo(201);
        assertThat(stack.write("PATCH", BUILT, shown("VersionChange")).statusCode()).isEqualTo(200);
        stack.write("PATCH", BUILT, "{\"state\":\"replaying\"}");
        build(new Mark(1, 0, Reports.RECORDED));
        stack.await(all -> all.version(NEXT).orElseThrow().label().equals("live"));
        assertThat(stack.write("POST", ROLLBACK, shown("Rollback")).statusCode()).isEqualTo(200);
        assertThat(stack.write("POST", PROMOTION, shown("Promotion")).statusCode()).isEqualTo(200);
    }

    private static String shown(String body) {
        return OpenApi.DOCUMENT
                .root()
                .at("/components/requestBodies/%s/content".formatted(body))
                .at("/application~1json/example")
                .toString();
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
        assertIsRepeated("POST", PROMOTION, "", promoted);
        assertThat(stack.get(POSITION).headers().firstValue("Demarche-Version"))
                .contains("positions/3");
        assertProblem(
                stack.write("POST", ROLLBACK, "{\"to\":7}"),
                409,
                "\"standbys\":[2]",
                "positions/7 is not a standby. The standbys of positions: 2");

        var back = stack.write("POST", ROLLBACK, "{\"by\":\"ada\",\"why\":\"wrong\"}");

        assertThat(json(back).get("version").asInt()).isEqualTo(2);
        assertIsRepeated("POST", ROLLBACK, "{\"by\":\"ada\",\"why\":\"wrong\"}", back);
        assertIsRepeated("POST", ROLLBACK, "{\"to\":2}", back);
        assertThat(stack.get(POSITION).headers().firstValue("Demarche-Version"))
                .contains("positions/2");
        var retired = json(stack.write("DELETE", BUILT, ""));
        assertThat(retired.get("state").asText()).isEqualTo("retired");
        assertThat(retired.get("progress").isNull()).isTrue();
        assertThat(json(stack.write("DELETE", BUILT, ""))).as("again").isEqualTo(retired);
        assertProblem(
                stack.write("POST", PROMOTION, "{\"force\":true}"), 409, "wrong-state", "retired");
        assertProblem(
                stack.write("POST", ROLLBACK, "{\"to\":3}"), 409, "no-standby", "has no standby");
    }

    @Test
    void a_roll_back_goes_to_any_standby() {
        for (var number = 3; number < 6; number++) {
            stack.decide(new Started(number, 2, false, null, null, 10));
            stack.decide(new Promoted(number, 2));
        }

        var back = stack.write("POST", ROLLBACK, "{\"to\":3,\"force\":true}");

        assertThat(json(back).get("version").asInt()).isEqualTo(3);
        assertProblem(
                stack.write("POST", ROLLBACK, "{\"to\":2}"),
                409,
                "\"standbys\":[5,4]",
                "positions/2 is not a standby");
    }

    /** It is answered as it was, and nothing is decided. */
    private void assertIsRepeated(
            String method, String path, String body, HttpResponse<String> first) {
        var decisions = stack.decisions();

        var again = stack.write(method, path, body);

        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(json(again).get("version")).isEqualTo(json(first).get("version"));
        assertThat(json(again).get("state")).isEqualTo(json(first).get("state"));
        assertThat(stack.decisions()).isEqualTo(decisions);
    }

    @Test
    void what_is_served_still_is_not_taken_away() {
        stack.write("POST", REPLAYS, "{\"promote\":\"manual\"}");
        assertProblem(
                stack.write("POST", PROMOTION, "{\"force\":true,\"keep\":0}"),
                409,
                "still-served",
                "positions/2 still serves reads, because positions/3 lacks 1 of its events");
        assertProblem(stack.write("POST", PROMOTION, "{\"keep\":0}"), 409, "not-ready", "");

        stack.write("POST", PROMOTION, "{\"force\":true}");
        assertProblem(
                stack.write("DELETE", LIVE, ""),
                409,
                "still-served",
                "until positions/3 has caught up");
        assertThat(stack.plain(POSITION).headers().firstValue("Demarche-Version"))
                .contains("positions/2");

        build(new Mark(1, 0, Reports.RECORDED));
        stack.awaitCopy(NEXT, 0, 1);
        assertThat(stack.write("DELETE", LIVE, "").body()).contains("\"state\":\"retired\"");
        assertThat(stack.get(POSITION).headers().firstValue("Demarche-Version"))
                .contains("positions/3");
    }

    @Test
    void what_fell_far_behind_is_served_again_by_force_alone() {
        stack.write("POST", REPLAYS, "{\"promote\":\"manual\"}");
        stack.logUnreadable(0, 4_999); // which version 2 does not get
        build(new Mark(5_000, 0, Reports.RECORDED));
        stack.decide(new Ready(3));
        stack.decide(new Promoted(3, 1));
        assertThat(stack.get(POSITION).headers().firstValue("Demarche-Version"))
                .contains("positions/3");
        stack.log(0);

        var refused = stack.write("POST", ROLLBACK, "");
        assertProblem(refused, 409, "not-ready", "positions/2 is not made live again");
        assertThat(json(refused).get("blockers").get(0).asText())
                .isEqualTo("It is 4,999 events behind the live version, positions/3");
        assertProblem(stack.write("POST", LIVE + "/promotion", ""), 409, "not-ready", "behind");

        var forced = stack.write("POST", ROLLBACK, "{\"force\":true}");
        assertThat(json(forced).get("version").asInt()).isEqualTo(2);
        assertThat(stack.plain(POSITION).headers().firstValue("Demarche-Version"))
                .contains("positions/3");
    }

    @Test
    void who_decides_and_why_is_kept_of_each_step() {
        stack.write("POST", REPLAYS, "{\"promote\":\"manual\"}");
        stack.write("DELETE", BUILT + "?by=ada&why=wrong", "");
        var definition =
                "{\"name\":\"coverage\",\"key\":\"report.venue\",\"fields\":{\"reports\":\"count()\"}}";
        stack.write("POST", "/v1/projections?by=bob", definition);

        assertThat(stack.decisions()).anyMatch(one -> one.contains("ada") && one.contains("wrong"));
        assertThat(stack.decisions()).anyMatch(one -> one.contains("bob"));
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
    void meters_come_with_a_version_and_go_with_it() {
        stack.write("POST", REPLAYS, "{\"promote\":\"manual\"}");
        var lag = "demarche_version_lag{projection=\"positions\",version=\"3\"} 1.0";
        awaitMeters(true, lag);
        for (var name :
                List.of(
                        "folded",
                        "end",
                        "dead_letters",
                        "documents",
                        "idle_seconds",
                        "events_per_second",
                        "caught_up_in_seconds",
                        "converging",
                        "stuck",
                        "bytes")) {
            awaitMeters(true, "demarche_version_" + name + '{');
        }
        var gauges = stack.gauges("demarche.version.folded");
        build(new Mark(1, 0, Reports.RECORDED));
        awaitMeters(true, lag.replace("1.0", "0.0"));
        awaitMeters(true, "demarche_version_idle_seconds{projection=\"positions\",version=\"2\"}");
        assertThat(stack.gauges("demarche.version.folded"))
                .as("read twice if they were replaced while Prometheus reads")
                .containsExactlyInAnyOrderElementsOf(gauges);

        stack.write("DELETE", BUILT, "");

        awaitMeters(false, "version=\"3\"");
    }

    /** They are gathered once a second. */
    private void awaitMeters(boolean there, String part) {
        Await.until(part, () -> stack.plain("/prometheus").body().contains(part) == there);
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
        stack.build(NEXT, 0, mark, SAID.documents());
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
