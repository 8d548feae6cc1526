package org.demarche.ingest.log;

import static org.apache.kafka.clients.producer.ProducerConfig.ACKS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BUFFER_MEMORY_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_BLOCK_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.RETRIES_CONFIG;

import java.time.Duration;
import java.util.Map;
import org.demarche.log.kafka.KafkaConfig;

/** The settings of Kafka's producer. The guarantees of this service need them. */
public final class ProducerSettings {

    /** The longest time that one attempt to write may take. */
    static final Duration TO_ATTEMPT = Duration.ofSeconds(3);

    private ProducerSettings() {}

    public static Map<String, Object> of(KafkaConfig config) {
        var settings = config.clientProperties();
        // an acknowledgement means that the record is written exactly once
        settings.put(ACKS_CONFIG, "all");
        settings.put(ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(COMPRESSION_TYPE_CONFIG, "lz4");
        // If the producer itself sends a record again, Kafka never writes it twice. If the producer
        // gives a record up and the client sends it again, Kafka may write it twice. So the
        // producer never gives up, and the answers do not wait for it.
        settings.put(DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(RETRIES_CONFIG, Integer.MAX_VALUE);
        // limits the memory of the records under way
        settings.put(BUFFER_MEMORY_CONFIG, 32L * 1024 * 1024);
        settings.put(REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(TO_ATTEMPT.toMillis()));
        // the longest wait for a leader or for room in the buffer, before anything is sent
        settings.put(MAX_BLOCK_MS_CONFIG, 3_000);
        // the producer soon finds a broker that is back
        settings.put(RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(LINGER_MS_CONFIG, 1);
        settings.put(BATCH_SIZE_CONFIG, 128 * 1024);
        return settings;
    }
}
