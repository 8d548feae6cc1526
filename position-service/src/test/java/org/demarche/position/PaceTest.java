package org.demarche.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.demarche.log.control.Start;
import org.demarche.log.control.Version;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Start START = new Start(Stack.NEW, 3, true, 50, null, 10, Instant.EPOCH);

    @Test
    void only_one_that_is_replaying_is_held_back() {
        assertThat(Pace.of(new Version.Replaying(START))).isEqualTo(new Pace(true, 50));
        assertThat(Pace.of(new Version.Ready(START))).isEqualTo(Pace.FULL);
        assertThat(Pace.of(new Version.Live(START))).isEqualTo(Pace.FULL);
        assertThat(Pace.of(new Version.Standby(START))).isEqualTo(Pace.FULL);
    }
}
