package org.demarche.bench.fresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.demarche.bench.result.BenchException;
import org.junit.jupiter.api.Test;

class FixedRateTest {

    @Test
    void a_slow_one_does_not_hold_up_the_next() throws Exception {
        var all = new CountDownLatch(10);

        var loaded =
                FixedRate.run(
                        () -> {
                            all.countDown();
                            all.await();
                        },
                        1_000,
                        Duration.ofMillis(10));

        assertThat(loaded.count()).isEqualTo(10);
        assertThat(loaded.millis(1)).isGreaterThan(8);
    }

    @Test
    void the_first_failure_ends_it() {
        assertThatThrownBy(
                        () ->
                                FixedRate.run(
                                        () -> {
                                            throw new BenchException("no");
                                        },
                                        100,
                                        Duration.ofHours(1)))
                .isInstanceOf(BenchException.class)
                .hasMessage("no");
    }
}
