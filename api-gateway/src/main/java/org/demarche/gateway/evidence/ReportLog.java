package org.demarche.gateway.evidence;

import static java.util.Objects.requireNonNull;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.log.KafkaConfig;
import org.demarche.log.TopicReader;

/** Reads all partitions of the log of reports, without a group, for one thread. */
final class ReportLog implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_RECORDS = 4_000;
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_BYTES_OF_PARTITION = 2 << 20;

    private final Admin admin;
    private final String topic;
    private final List<TopicPartition> partitions;
    private final Consumer<byte[], byte[]> consumer;

    ReportLog(KafkaConfig config, Admin admin) {
        this.admin = admin;
        topic = config.topics().reports();
        partitions =
                IntStream.range(0, config.partitions())
                        .mapToObj(partition -> new TopicPartition(topic, partition))
                        .toList();
        var properties = config.clientProperties();
        properties.put(ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // records that vanish before they are read must be noticed, not jumped over
        properties.put(AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        properties.put(FETCH_MAX_BYTES_CONFIG, MOST_BYTES);
        properties.put(MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_BYTES_OF_PARTITION);
        properties.put(FETCH_MAX_WAIT_MS_CONFIG, TopicReader.LONGEST_FETCH_MILLIS);
        consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(partitions);
    }

    /** The identity of the log, and its end. */
    StoredLog known() {
        var ends = consumer.endOffsets(partitions, PATIENCE);
        return new StoredLog(topicId(), partitions.stream().map(ends::get).toList());
    }

    private Uuid topicId() {
        try {
            var described = admin.describeTopics(List.of(topic)).topicNameValues().get(topic);
            return requireNonNull(described)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .topicId();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e);
        }
    }

    /**
     * Goes on from these offsets.
     *
     * @throws IllegalStateException if the log does not have all that follows
     */
    List<ReadUpTo> seek(List<ReadUpTo> from) {
        var starts = consumer.beginningOffsets(partitions, PATIENCE);
        for (var place : partitions) {
            var next = from.get(place.partition()).next();
            var start = starts.getOrDefault(place, 0L);
            if (start > next) {
                throw new IllegalStateException(lost(place.partition(), next, start));
            }
            consumer.seek(place, next);
        }
        return from;
    }

    /**
     * The next records, within a moment; possibly none.
     *
     * @throws IllegalStateException if the log does not have what comes next any more
     */
    ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(PATIENCE);
        } catch (OffsetOutOfRangeException e) {
            throw new IllegalStateException(outOfRange(e.offsetOutOfRangePartitions()), e);
        }
    }

    /** Ends a poll; any thread may call this. */
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    @Override
    public String toString() {
        return topic;
    }

    private String outOfRange(Map<TopicPartition, Long> asked) {
        var first = asked.entrySet().iterator().next();
        var place = first.getKey();
        long next = first.getValue();
        long start = consumer.beginningOffsets(List.of(place), PATIENCE).getOrDefault(place, 0L);
        return next < start
                ? lost(place.partition(), next, start)
                : "The log has become shorter: partition %d is read up to offset %d, which the log no longer has. Restore that log, or restart the gateway"
                        .formatted(place.partition(), next);
    }

    private static String lost(int partition, long next, long start) {
        return "The log has lost its beginning: partition %d begins at offset %d, and the gateway has read it up to %d. Restore the records between"
                .formatted(partition, start, next);
    }
}
