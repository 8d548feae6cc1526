package org.demarche.ingest;

import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.log.KafkaConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a single record of the log once more. The index keeps digests and no bodies.
 *
 * @param places one for each consumer that may be open
 */
record RecordReader(KafkaConfig config, Semaphore places) {

    private static final Logger LOG = LoggerFactory.getLogger(RecordReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Each consumer has a connection and buffers of its own. */
    private static final int MOST_AT_A_TIME = 2;

    RecordReader(KafkaConfig config) {
        this(config, new Semaphore(MOST_AT_A_TIME, true));
    }

    /**
     * Empty if Kafka is away, or if all places are taken for longer than this.
     *
     * @param patience how long it may wait for a place
     */
    Optional<ConsumerRecord<byte[], byte[]>> read(int partition, long offset, Duration patience) {
        var place = new TopicPartition(config.topics().reports(), partition);
        if (!isTaken(patience)) {
            return Optional.empty();
        }
        try {
            return read(place, offset);
        } catch (KafkaException e) {
            LOG.warn("Offset {} of {} cannot be read again: {}", offset, place, e.getMessage());
            return Optional.empty();
        } finally {
            places.release();
        }
    }

    private boolean isTaken(Duration patience) {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<ConsumerRecord<byte[], byte[]>> read(TopicPartition place, long offset) {
        var properties = config.clientProperties();
        properties.put(AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(MAX_POLL_RECORDS_CONFIG, 1);
        // one record is wanted, and the broker sends at least that
        properties.put(MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024);
        var consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.assign(List.of(place));
            consumer.seek(place, offset);
            return consumer.poll(PATIENCE).records(place).stream()
                    .filter(record -> record.offset() == offset)
                    .findFirst();
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
