package org.demarche.ingest;

import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.log.KafkaConfig;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a record of the log once more, to say what is wrong with it. The index knows a record by
 * its headers alone, so one that no fold can read has taken an id as well.
 *
 * @param places one for each consumer that may be open
 */
record RecordFault(KafkaConfig config, Semaphore places) {

    private static final Logger LOG = LoggerFactory.getLogger(RecordFault.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Each consumer has a connection and buffers of its own. */
    private static final int MOST_AT_A_TIME = 2;

    RecordFault(KafkaConfig config) {
        this(config, new Semaphore(MOST_AT_A_TIME));
    }

    /**
     * Where the record is and why it cannot be read; empty if it can be, if Kafka is away, or if
     * all places are taken.
     */
    Optional<String> of(int partition, long offset) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        var place = new TopicPartition(config.topics().reports(), partition);
        try {
            return read(place, offset);
        } catch (KafkaException e) {
            LOG.warn("Offset {} of {} cannot be read again: {}", offset, place, e.getMessage());
            return Optional.empty();
        } finally {
            places.release();
        }
    }

    private Optional<String> read(TopicPartition place, long offset) {
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
                    .findFirst()
                    .flatMap(this::of);
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private Optional<String> of(ConsumerRecord<byte[], byte[]> record) {
        try {
            var _ = new ReportCodec(config.partitions()).decode(record, Instant.EPOCH);
            return Optional.empty();
        } catch (UnreadableEvent e) {
            return Optional.of(
                    "offset %d of partition %d: %s"
                            .formatted(record.offset(), record.partition(), e.getMessage()));
        }
    }
}
