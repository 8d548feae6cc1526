package org.demarche.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.demarche.log.control.Start;
import org.demarche.log.control.Version;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Start START =
            new Start(Stack.VERSION, 2, true, 50, null, 10, Instant.EPOCH);

    @Test
    void only_one_that_is_replaying_is_held_back() {
        assertThat(Pace.of(new Version.Replaying(START), 0.25)).isEqualTo(new Pace(0.25, 50));
        assertThat(Pace.of(new Version.Ready(START), 0.25)).isEqualTo(Pace.FULL);
        assertThat(Pace.of(new Version.Live(START), 0.25)).isEqualTo(Pace.FULL);
        assertThat(Pace.of(new Version.Standby(START), 0.25)).isEqualTo(Pace.FULL);
    }

    @Test
    void who_may_work_a_quarter_of_the_time_rests_three_and_never_long() {
        var pace = new Pace(0.25, null);

        assertThat(pace.restAfter(Duration.ofMillis(20))).isEqualTo(Duration.ofMillis(60));
        assertThat(pace.restAfter(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(1));
        assertThat(Pace.FULL.restAfter(Duration.ofSeconds(20))).isZero();
    }

    @Test
    void a_share_is_a_share() {
        assertThat(new WorkersConfig(1, 1)).isNotNull();
        assertThatThrownBy(() -> new WorkersConfig(1, 0))
                .hasMessage("demarche.replay.share is 0.0: it must be above 0 and at most 1");
        assertThatThrownBy(() -> new WorkersConfig(1, 1.5)).hasMessageContaining("1.5");
    }
}
