package org.demarche.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReplayShareTest {

    @Test
    void a_share_is_a_share() {
        assertThat(new ReplayShare(1)).isNotNull();
        assertThatThrownBy(() -> new ReplayShare(0))
                .hasMessage("demarche.replay.share is 0.0: it must be above 0 and at most 1");
        assertThatThrownBy(() -> new ReplayShare(1.5)).hasMessageContaining("1.5");
    }
}
