package org.demarche.position.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private final Throttle throttle = new Throttle(0);

    @Test
    void events_fall_due_at_the_rate_and_not_before() {
        assertThat(throttle.due(100, millis(0))).isZero();
        assertThat(throttle.due(100, millis(50))).isEqualTo(5);
        throttle.taken(3);
        assertThat(throttle.due(100, millis(50))).isEqualTo(2);
        throttle.taken(2);
        assertThat(throttle.due(100, millis(70))).isEqualTo(2);
    }

    @Test
    void who_was_held_up_does_not_make_up_for_it_all_at_once() {
        assertThat(throttle.due(100, millis(60_000))).isEqualTo(10);
    }

    @Test
    void at_less_than_one_a_second_each_falls_due_in_its_time() {
        assertThat(throttle.due(0.5, millis(1_900))).isZero();
        assertThat(throttle.due(0.5, millis(2_000))).isEqualTo(1);
        throttle.taken(1);
        assertThat(throttle.due(0.5, millis(3_900))).isZero();
        assertThat(throttle.due(0.5, millis(4_000))).isEqualTo(1);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
