package org.demarche.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Reports;
import org.demarche.log.Token;
import org.demarche.log.control.ControlEvent.Failed;
import org.demarche.log.control.ControlEvent.Ready;
import org.demarche.log.view.Mark;
import org.demarche.model.Await;
import org.junit.jupiter.api.Test;

/** The versions of a projection, as people see them and decide about them. */
class ProjectionsTest extends VersionDecisions {

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
    void the_bodies_that_the_document_shows_are_taken() {
        assertThat(stack.write("POST", REPLAYS, shown("Replay")).statusCode()).isEqualTo(201);
        assertThat(stack.write("PATCH", BUILT, shown("VersionChange")).statusCode()).isEqualTo(200);
        stack.write("PATCH", BUILT, "{\"state\":\"replaying\"}");
        build(new Mark(1, 0, Reports.RECORDED));
        stack.await(all -> all.version(NEXT).orElseThrow().label().equals("live"));
        assertThat(stack.write("POST", PROJECTION + "/rollback", shown("Rollback")).statusCode())
                .isEqualTo(200);
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
    void one_that_is_ready_can_be_cancelled() {
        stack.write("POST", REPLAYS, "{\"promote\":\"manual\"}");
        stack.decide(new Ready(3));

        assertProblem(
                stack.write("PATCH", BUILT, "{\"throttle\":5}"), 409, "wrong-state", "is ready");
        assertThat(json(stack.write("DELETE", BUILT, "")).get("state").asText())
                .isEqualTo("cancelled");
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
}
