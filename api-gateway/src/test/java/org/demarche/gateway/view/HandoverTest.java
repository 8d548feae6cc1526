package org.demarche.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests when a gateway holds the old copy back for the next one, and for how long. */
class HandoverTest {

    private final Handover handover = new Handover(at(0), 0);

    @Test
    void one_that_is_always_a_moment_behind_is_waited_for_and_not_for_long() {
        assertThat(handover.holds(at(100), 5, 100)).as("it may come by itself").isFalse();
        assertThat(handover.holds(at(600), 5, 600)).isTrue();
        assertThat(handover.holds(at(2_500), 1, 900)).isTrue();
        assertThat(handover.holds(at(2_700), 1, 999)).as("long enough").isFalse();
        assertThat(handover.holds(at(5_000), 1, 1_500)).isFalse();
        assertThat(handover.holds(at(12_800), 1, 2_000)).as("later again").isTrue();
    }

    @Test
    void one_that_stands_still_is_waited_for_by_nobody() {
        assertThat(handover.holds(at(600), 1, 0)).isFalse();
        assertThat(handover.holds(at(60_000), 1, 0)).isFalse();

        assertThat(handover.holds(at(60_100), 1, 1)).as("it moves").isTrue();
    }

    @Test
    void one_that_is_far_behind_is_waited_for_by_nobody() {
        assertThat(handover.holds(at(600), Handover.NEAR + 1, 600)).isFalse();
        assertThat(handover.holds(at(700), Handover.NEAR, 700)).isTrue();
    }

    private static long at(int millis) {
        return Duration.ofMillis(1_000_000L + millis).toNanos();
    }
}
