package org.demarche.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadroomTest {

    @Test
    void a_replay_steps_back_within_a_second_and_never_stops() {
        var share = 1.0;
        for (var window = 0; window < 10; window++) {
            share = Headroom.next(share, 0.5);
        }

        assertThat(share).isEqualTo(Headroom.LEAST);
    }

    @Test
    void it_comes_back_to_full_speed_when_the_machine_has_time_left() {
        var share = Headroom.LEAST;
        for (var window = 0; window < 20; window++) {
            share = Headroom.next(share, 0);
        }

        assertThat(share).isEqualTo(1);
    }
}
