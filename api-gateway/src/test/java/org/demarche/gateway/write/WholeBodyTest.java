package org.demarche.gateway.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.demarche.http.Refusal;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class WholeBodyTest {

    @Test
    void a_body_that_never_ends_is_cut_off() {
        var endless = WholeBody.of(Flux.never(), 1, Duration.ofMillis(1));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(endless::block)
                .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(408));
    }
}
