package org.demarche.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DutyCycleTest {

    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

    @Test
    void who_may_work_a_quarter_of_the_time_rests_three_and_never_long() {
        assertThat(DutyCycle.restAfter(20 * MILLISECOND, 0.25)).isEqualTo(60 * MILLISECOND);
        assertThat(DutyCycle.restAfter(20_000 * MILLISECOND, 0.25)).isEqualTo(1000 * MILLISECOND);
        assertThat(DutyCycle.restAfter(20_000 * MILLISECOND, 1)).isZero();
    }

    @Test
    void what_was_no_work_earns_no_rest() {
        var now = new AtomicLong();
        var asked = new int[1];
        var dutyCycle =
                new DutyCycle(
                        () -> {
                            asked[0]++;
                            return 1;
                        },
                        now::get);

        now.addAndGet(2 * MILLISECOND);
        dutyCycle.begin();
        dutyCycle.restIfDue();
        assertThat(asked[0]).isZero();

        now.addAndGet(2 * MILLISECOND);
        dutyCycle.restIfDue();
        assertThat(asked[0]).isEqualTo(1);
    }
}
