package org.demarche.position.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.demarche.log.control.Start;
import org.demarche.log.control.Version;
import org.demarche.position.Stack;
import org.junit.jupiter.api.Test;

class SpeedLimitTest {

    private static final Start START = new Start(Stack.NEW, 3, true, 50, null, 10, Instant.EPOCH);

    @Test
    void only_one_that_is_replaying_is_held_back() {
        assertThat(SpeedLimit.of(new Version.Replaying(START))).isEqualTo(new SpeedLimit(true, 50));
        assertThat(SpeedLimit.of(new Version.Ready(START))).isEqualTo(SpeedLimit.FULL);
        assertThat(SpeedLimit.of(new Version.Live(START))).isEqualTo(SpeedLimit.FULL);
        assertThat(SpeedLimit.of(new Version.Standby(START))).isEqualTo(SpeedLimit.FULL);
    }
}
