package org.demarche.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Test;

class KafkaRefusedTest {

    @Test
    void tls_that_fails_is_told_with_the_reason_the_address_and_the_remedy() {
        var ended =
                new SslAuthenticationException(
                        "SSL handshake failed",
                        new SSLHandshakeException("(certificate_expired) validity check failed"));

        assertThat(KafkaRefused.by("kafka:9093", ended))
                .hasMessage(
                        "There is no TLS with Kafka at kafka:9093: (certificate_expired) validity check failed."
                                + " Renew a certificate that has ended, and let KAFKA_SSL_TRUSTSTORE_LOCATION name"
                                + " the certificate that signs those of the brokers")
                .hasNoCause();
    }
}
