package org.demarche.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import java.util.Map;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Declared;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.view.Mark;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway finds everything again, and says what it cannot serve. */
class ReadinessTest {

    private static final String POSITION = "/v1/actors/norland/positions/river-treaty";

    private static final String MONTHS = "/v1/projections/months/documents";

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
                documents(filed("norland", "river-treaty", "r2", Stance.FAVOR, "2024-04-01"))
                        .documents());
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
        assertThat(response.body()).contains("The gateway no longer reads the log");
        var health = stack.plain("/health/readiness");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("?/norland/river-treaty");
        assertThat(stack.plain(POSITION).body()).contains("against");
    }

    @Test
    void a_broken_view_of_another_projection_is_nothing_to_the_others() {
        var months = new VersionId("months", 1);
        stack.decide("months", new Declared(null, 1, true));
        stack.build(months, 0, new Mark(1, 0, Reports.RECORDED), Map.of());
        stack.awaitCopy(months, 0, 1);
        stack.decide("months", new Promoted(1, 1));
        assertThat(stack.get(MONTHS).statusCode()).isEqualTo(200);

        var broken = stack.begin(months, 0);
        broken.put(ViewKey.mark(0), new byte[] {'?'});
        broken.commit(new Mark(2, 0, Reports.RECORDED));
        stack.restart();

        assertThat(stack.get(POSITION).statusCode()).isEqualTo(200);
        var health = stack.plain("/health/readiness");
        assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
        var refused = stack.get(MONTHS);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("UnreadableEvent");
    }
}
