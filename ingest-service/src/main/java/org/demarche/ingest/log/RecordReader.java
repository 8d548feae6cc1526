package org.demarche.ingest.log;

import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.log.kafka.KafkaConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a single record of the log again, because the index keeps digests and no bodies. The
 * consumers stay open after a read, because a sheet may need the records of a thousand rows.
 */
public final class RecordReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The most consumers, because each has a separate connection and buffers. */
    private static final int MOST_AT_A_TIME = 2;

    private final KafkaConfig config;
    private final Semaphore places;
    private final ConcurrentLinkedQueue<KafkaConsumer<byte[], byte[]>> idle =
            new ConcurrentLinkedQueue<>();

    public RecordReader(KafkaConfig config) {
        this(config, new Semaphore(MOST_AT_A_TIME, true));
    }

    /**
     * @param places the permits, one for each consumer that may be open
     */
    public RecordReader(KafkaConfig config, Semaphore places) {
        this.config = config;
        this.places = places;
    }

    /** Waits for a free place, and reads the record. Returns empty if Kafka is away. */
    public Optional<ConsumerRecord<byte[], byte[]>> read(int partition, long offset) {
        try {
            places.acquire();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        return readInPlace(partition, offset);
    }

    /**
     * Reads the record without a wait for a free place. Returns empty if Kafka is away, or if all
     * places are taken.
     */
    Optional<ConsumerRecord<byte[], byte[]>> readAtOnce(int partition, long offset) {
        return places.tryAcquire() ? readInPlace(partition, offset) : Optional.empty();
    }

    private Optional<ConsumerRecord<byte[], byte[]>> readInPlace(int partition, long offset) {
        var place = new TopicPartition(config.topics().reports(), partition);
        try {
            var consumer = consumer();
            try {
                var record = read(consumer, place, offset);
                idle.add(consumer);
                return record;
            } catch (RuntimeException e) {
                consumer.close(CloseOptions.timeout(Duration.ZERO));
                throw e;
            }
        } catch (KafkaException e) {
            LOG.warn("Offset {} of {} cannot be read again: {}", offset, place, e.getMessage());
            return Optional.empty();
        } finally {
            places.release();
        }
    }

    private static Optional<ConsumerRecord<byte[], byte[]>> read(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition place, long offset) {
        consumer.assign(List.of(place));
        consumer.seek(place, offset);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var left = PATIENCE.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            var records = consumer.poll(Duration.ofNanos(left)).records(place);
            if (!records.isEmpty()) {
                return records.stream().filter(record -> record.offset() == offset).findFirst();
            }
        }
        LOG.warn("Offset {} of {} was not answered within {}", offset, place, PATIENCE);
        return Optional.empty();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var open = idle.poll();
        if (open != null) {
            return open;
        }
        var properties = config.clientProperties();
        properties.put(AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(MAX_POLL_RECORDS_CONFIG, 1);
        // only one record is needed, and the broker sends at least one, whatever its size
        properties.put(MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024);
        // the consumer fetches ahead; at the log's end, a long fetch would delay the next read
        properties.put(FETCH_MAX_WAIT_MS_CONFIG, 10);
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        for (var open = idle.poll(); open != null; open = idle.poll()) {
            open.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
