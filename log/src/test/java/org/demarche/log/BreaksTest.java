package org.demarche.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreaksTest {

    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

    @Test
    void who_may_work_a_quarter_of_the_time_rests_three_and_never_long() {
        assertThat(Breaks.restAfter(20 * MILLISECOND, 0.25)).isEqualTo(60 * MILLISECOND);
        assertThat(Breaks.restAfter(20_000 * MILLISECOND, 0.25)).isEqualTo(1000 * MILLISECOND);
        assertThat(Breaks.restAfter(20_000 * MILLISECOND, 1)).isZero();
    }

    @Test
    void what_was_no_work_earns_no_rest() {
        var now = new AtomicLong();
        var asked = new int[1];
        var breaks =
                new Breaks(
                        () -> {
                            asked[0]++;
                            return 1;
                        },
                        now::get);

        now.addAndGet(2 * MILLISECOND);
        breaks.begin();
        breaks.take();
        assertThat(asked[0]).isZero();

        now.addAndGet(2 * MILLISECOND);
        breaks.take();
        assertThat(asked[0]).isEqualTo(1);
    }
}
