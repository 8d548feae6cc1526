package org.demarche.gateway.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerCertificateTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    2026-03-15T00:00:01Z | ``
                    2026-03-15T00:00:00Z | The certificate ends at 2026-03-15T00:00:00Z: put a new one into cert.pem before that
                    2026-03-01T00:00:01Z | The certificate ends at 2026-03-01T00:00:01Z: put a new one into cert.pem before that
                    2026-03-01T00:00:00Z | The certificate ended at 2026-03-01T00:00:00Z, and clients refuse the gateway: put a new one into cert.pem
                    2026-02-01T00:00:00Z | The certificate ended at 2026-02-01T00:00:00Z, and clients refuse the gateway: put a new one into cert.pem
                    """)
    void it_warns_for_fourteen_days_and_then_says_that_it_has_ended(Instant end, String warning) {
        var now = Instant.parse("2026-03-01T00:00:00Z");

        assertThat(ServerCertificate.warning(end, "cert.pem", now).orElse("")).isEqualTo(warning);
    }
}
