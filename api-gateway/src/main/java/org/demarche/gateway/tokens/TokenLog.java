package org.demarche.gateway.tokens;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.access.AccessToken;
import org.demarche.log.access.AccessTokenCodec;
import org.demarche.log.access.AccessTokens;
import org.demarche.log.kafka.KafkaConfig;

/** Writes access tokens, and waits until this gateway has read them back. */
public final class TokenLog implements AutoCloseable {

    private static final Duration READ_BACK = Duration.ofSeconds(5);

    private final String topic;
    private final AccessTokens tokens;
    private final Producer<byte[], byte[]> producer;

    public TokenLog(KafkaConfig config, AccessTokens tokens) {
        topic = config.topics().tokens().name();
        this.tokens = tokens;
        var properties = config.clientProperties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_000);
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    AccessTokens tokens() {
        return tokens;
    }

    /**
     * @throws Refusal with 503 if the gateway may not write, 504 if it is not known whether the
     *     access token is written
     */
    void write(AccessToken token) {
        try {
            var sent =
                    producer.send(
                            new ProducerRecord<>(
                                    topic,
                                    0,
                                    AccessTokenCodec.key(token),
                                    AccessTokenCodec.value(token)));
            tokens.reached(sent.get().offset() + 1)
                    .get(READ_BACK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            if (e.getCause() instanceof AuthorizationException) {
                throw new Refusal(
                        Problem.unavailable(
                                "Kafka does not let the gateway write to %s: give its user the right Write on this topic"
                                        .formatted(topic)));
            }
            throw new Refusal(
                    Problem.outcomeUnknown(
                            "Kafka has not confirmed the change in time, so it is not known whether it is written: look at the list of tokens"));
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
