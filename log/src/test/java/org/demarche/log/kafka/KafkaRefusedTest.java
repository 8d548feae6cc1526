package org.demarche.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
                        "The service cannot set up TLS with Kafka at kafka:9093: (certificate_expired) validity check failed."
                                + " Renew a certificate that has ended, set a clock that is wrong, or let KAFKA_SSL_TRUSTSTORE_LOCATION name"
                                + " the certificate that signs those of the brokers")
                .hasNoCause();
    }

    @Test
    void rights_that_are_missing_are_told_together() {
        var rights = List.of("Read on the topic d.registry", "Write on the topic d.reports");

        assertThat(KafkaRefused.without(rights, "kafka:9093"))
                .hasMessage(
                        "Kafka at kafka:9093 refuses this service a right: Read on the topic d.registry,"
                                + " Write on the topic d.reports. Give its user the rights that docs/security.md lists");
    }
}
