package org.demarche.log.kafka;

import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka does not let the service in, or refuses it a right. The message names the servers and the
 * remedy. The exception has no cause, because a service that fails to start shows the message of
 * the root cause.
 */
public final class KafkaRefused extends RuntimeException {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaRefused.class);

    private KafkaRefused(String message) {
        super(message);
    }

    /**
     * @param servers the servers that the service asked
     * @param refusal the exception of Kafka's client
     */
    static KafkaRefused by(String servers, RuntimeException refusal) {
        LOG.debug("Refused", refusal);
        return new KafkaRefused(
                switch (refusal) {
                    case SslAuthenticationException tls ->
                            "The service cannot set up TLS with Kafka at %s: %s. Renew a certificate that has ended, set a clock that is wrong, or let KAFKA_SSL_TRUSTSTORE_LOCATION name the certificate that signs those of the brokers"
                                    .formatted(servers, handshake(tls));
                    case AuthorizationException _ ->
                            right(servers, String.valueOf(refusal.getMessage()));
                    default ->
                            "Kafka at %s does not let this service in: %s. Set the user and the password that the brokers know, in KAFKA_SASL_JAAS_CONFIG"
                                    .formatted(servers, refusal.getMessage());
                });
    }

    /**
     * @param rights the rights that the service needs and lacks, in words
     */
    static KafkaRefused without(List<String> rights, String servers) {
        return new KafkaRefused(right(servers, String.join(", ", rights)));
    }

    private static String right(String servers, String which) {
        return "Kafka at %s refuses this service a right: %s. Give its user the rights that docs/security.md lists"
                .formatted(servers, which);
    }

    /** Returns the reason of the failed handshake, which the client's own message does not have. */
    private static String handshake(SslAuthenticationException tls) {
        return tls.getCause() instanceof SSLException reason
                ? String.valueOf(reason.getMessage())
                : String.valueOf(tls.getMessage());
    }
}
