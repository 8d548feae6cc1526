package org.demarche.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.demarche.gateway.Published;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Declared;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.RolledBack;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.view.Mark;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The version that is served, and the moment when it changes. */
class PromotionTest {

    private static final VersionId NEXT = new VersionId("positions", 3);
    private static final String POSITION = "/v1/actors/norland/positions/river-treaty";

    private Stack stack;

    @BeforeEach
    void start() {
        stack = Stack.start();
        stack.register(Reports.NORLAND, Reports.TREATY, Reports.DAILY);
        stack.publish(0, said("r1", Stance.AGAINST, "2024-03-01"));
        stack.decide(new Started(3, 3, false, null, null, 10));
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void the_version_before_is_served_until_the_new_one_has_all_that_it_has() {
        assertThat(control(stack.get(POSITION))).isEqualTo(1);
        stack.decide(new Promoted(3, 1));
        var before = stack.plain(POSITION);
        assertThat(version(before)).isEqualTo("positions/2");
        assertThat(control(before)).isEqualTo(1);

        build(1, said("r1", Stance.FAVOR, "2024-03-01"));

        var after = stack.get(POSITION);
        assertThat(version(after)).isEqualTo("positions/3");
        assertThat(after.body()).contains("\"stance\":\"favor\"");
        assertThat(control(after)).isEqualTo(2);
        assertThat(version(stack.plain("/v1/positions"))).isEqualTo("positions/3");
    }

    @Test
    void who_waits_for_what_the_next_version_has_is_answered_by_that() throws Exception {
        build(1, said("r1", Stance.FAVOR, "2024-03-01"));
        var next = stack.log(0);
        var waiting =
                CompletableFuture.supplyAsync(
                        () -> stack.get(POSITION, Token.HEADER, "r0:" + next, "Prefer", "wait=20"));
        stack.decide(new Promoted(3, 0));

        build(next, said("r2", Stance.NONE, "2024-05-01"));

        assertThat(version(waiting.get())).isEqualTo("positions/3");
        assertThat(waiting.get().body()).contains("\"stance\":\"none\"");
    }

    @Test
    void a_roll_back_serves_what_was_filed_since() {
        build(1, said("r1", Stance.FAVOR, "2024-03-01"));
        stack.decide(new Promoted(3, 1));
        assertThat(version(stack.get(POSITION))).isEqualTo("positions/3");
        var next = stack.log(0);
        build(next, said("r2", Stance.NONE, "2024-05-01"));
        stack.publish(0, next, said("r2", Stance.NONE, "2024-05-01").documents());

        stack.decide(new RolledBack(2));

        var after = stack.get(POSITION);
        assertThat(version(after)).isEqualTo("positions/2");
        assertThat(after.body()).contains("\"stance\":\"none\"");
        assertThat(stack.get(POSITION, Token.HEADER, "c:40").statusCode()).isEqualTo(400);
    }

    @Test
    void a_gateway_that_starts_later_serves_what_was_promoted() {
        build(1, said("r1", Stance.FAVOR, "2024-03-01"));
        stack.decide(new Promoted(3, 1));

        stack.restart();

        assertThat(version(stack.get(POSITION))).isEqualTo("positions/3");
    }

    @Test
    void what_is_far_behind_holds_nothing_up() {
        stack.build(NEXT, 0, new Mark(1, 0, Reports.RECORDED), Map.of());
        publishBesideIt(2);
        assertThat(version(stack.get(POSITION))).isEqualTo("positions/2");
        stack.decide(new Promoted(3, 1));

        for (var event = 3; event <= 5; event++) {
            publishBesideIt(event); // the next one lacks ever more
            var read = stack.get(POSITION, Token.HEADER, "r0:" + event + ",c:1");
            assertThat(version(read)).isEqualTo("positions/2");
            assertThat(read.body()).contains("\"since\":\"2024-03-0" + event);
        }

        var settled = stack.get(POSITION, Token.HEADER, "c:2", "Prefer", "wait=0");
        assertThat(settled.statusCode()).isEqualTo(503);
    }

    @Test
    void a_gateway_that_starts_before_the_swap_serves_what_the_others_do() {
        stack.decide(new Promoted(3, 1));

        stack.restart();

        var before = stack.plain(POSITION);
        assertThat(version(before)).isEqualTo("positions/2");
        assertThat(control(before)).isEqualTo(1);
        build(1, said("r1", Stance.FAVOR, "2024-03-01"));
        assertThat(version(stack.get(POSITION))).isEqualTo("positions/3");
    }

    @Test
    void a_decision_about_another_projection_is_not_waited_for() {
        stack.decide(new Promoted(3, 1)); // which cannot be served yet
        stack.decide("months", new Declared(null, 1, true));

        var other = stack.get("/v1/projections/months/documents", Token.HEADER, "c:3");

        assertThat(other.statusCode()).as(other.body()).isEqualTo(404);
        assertThat(other.body()).contains("months has no live version yet");
        assertThat(control(stack.plain(POSITION))).isEqualTo(1);
    }

    private void publishBesideIt(int event) {
        var next = stack.log(0);
        var said = said("r" + event, Stance.AGAINST, "2024-03-0" + event);
        stack.publish(0, next, said.documents());
    }

    private static Published said(String token, Stance stance, String saidOn) {
        return documents(filed("norland", "river-treaty", token, stance, saidOn));
    }

    private void build(long next, Published published) {
        stack.build(NEXT, 0, new Mark(next, 0, Reports.RECORDED), published.documents());
    }

    private static String version(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.headers().firstValue("Demarche-Version").orElseThrow();
    }

    private static long control(HttpResponse<String> response) {
        var token = response.headers().firstValue(Token.HEADER).orElseThrow();
        return Token.parse(token).next(Token.CONTROL).orElseThrow();
    }
}
