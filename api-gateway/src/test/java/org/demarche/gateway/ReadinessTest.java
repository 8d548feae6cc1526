package org.demarche.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import java.util.Map;
import org.demarche.log.Token;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway finds everything again, and says what it cannot serve. */
class ReadinessTest {

    private static final String POSITION = "/v1/actors/norland/positions/river-treaty";

    private Stack stack;

    @BeforeEach
    void start() {
        stack = Stack.start();
        stack.register(Reports.NORLAND, Reports.TREATY);
        stack.publish(
                0, documents(filed("norland", "river-treaty", "r1", Stance.AGAINST, "2024-03-01")));
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void what_was_served_is_served_after_a_restart() {
        var before = stack.get(POSITION);

        stack.restart();

        var after = stack.get(POSITION);
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(after.headers().firstValue("ETag"))
                .isEqualTo(before.headers().firstValue("ETag"));
    }

    @Test
    void it_is_ready_when_the_view_has_what_the_log_had_at_the_start() {
        var next = stack.log(0);
        stack.restart();

        var behind = stack.plain("/health/readiness");
        stack.publish(
                0,
                next,
                documents(filed("norland", "river-treaty", "r2", Stance.FAVOR, "2024-04-01")));
        stack.get(POSITION);
        var there = stack.plain("/health/readiness");

        assertThat(behind.statusCode()).isEqualTo(503);
        assertThat(behind.body()).contains("\"behind\":{");
        assertThat(there.statusCode()).isEqualTo(200);
    }

    @Test
    void a_view_that_cannot_be_read_stops_the_reading_and_not_the_gateway() {
        var next = stack.log(0);
        stack.publish(0, next, Map.of("?/norland/river-treaty", new byte[] {1}));

        var response = stack.get(POSITION, Token.HEADER, "r0:" + next, "Prefer", "wait=30");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("The gateway has stopped reading");
        var health = stack.plain("/health/readiness");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("?/norland/river-treaty");
        assertThat(stack.plain(POSITION).body()).contains("against");
    }
}
