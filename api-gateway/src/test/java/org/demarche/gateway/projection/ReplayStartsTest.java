package org.demarche.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.demarche.log.Token;
import org.demarche.log.control.ControlEvent.Cancelled;
import org.demarche.log.control.ControlEvent.Declared;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.control.PositionsRevision;
import org.junit.jupiter.api.Test;

/** The replays that people can start, and their revisions. */
class ReplayStartsTest extends VersionDecisions {

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
                "is never promoted automatically");

        var started = json(stack.write("POST", REPLAYS, "{" + until + "}"));

        assertThat(started.get("promote").asText()).isEqualTo("manual");
        assertThat(started.get("until").asText()).isEqualTo("2025-01-01T00:00:00Z");
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
}
