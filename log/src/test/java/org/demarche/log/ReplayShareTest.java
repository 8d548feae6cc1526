package org.demarche.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReplayShareTest {

    @Test
    void a_share_is_a_share() {
        assertThat(new ReplayShare(1)).isNotNull();
        assertThat(new ReplayShare(0.05)).isNotNull();
        assertThatThrownBy(() -> new ReplayShare(0.01))
                .hasMessage("demarche.replay.share is 0.01: it must be 0.05 to 1");
        assertThatThrownBy(() -> new ReplayShare(1.5)).hasMessageContaining("1.5");
    }
}
