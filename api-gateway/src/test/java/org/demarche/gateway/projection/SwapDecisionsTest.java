package org.demarche.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.demarche.gateway.Reports;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.Ready;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.view.Mark;
import org.junit.jupiter.api.Test;

/** People promote a version and roll back to one, by force where something blocks it. */
class SwapDecisionsTest extends VersionDecisions {

    private static final String ROLLBACK = PROJECTION + "/rollback";

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
}
