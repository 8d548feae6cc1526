package org.demarche.gateway.evidence;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
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
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.LostEnd;
import org.demarche.log.kafka.TopicReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all partitions of the log of reports, without a group, for one thread. */
final class ReportLogReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReportLogReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_RECORDS = 4_000;
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_BYTES_OF_PARTITION = 2 << 20;

    private final Admin admin;
    private final String topic;
    private final List<TopicPartition> partitions;
    private final Consumer<byte[], byte[]> consumer;

    ReportLogReader(KafkaConfig config, Admin admin) {
        this.admin = admin;
        topic = config.topics().reports();
        partitions =
                IntStream.range(0, config.partitions())
                        .mapToObj(partition -> new TopicPartition(topic, partition))
                        .toList();
        var properties = config.clientProperties();
        properties.put(ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // fail if records vanish before they are read, and do not skip them
        properties.put(AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        properties.put(FETCH_MAX_WAIT_MS_CONFIG, TopicReader.LONGEST_FETCH_MILLIS);
        properties.put(FETCH_MAX_BYTES_CONFIG, MOST_BYTES);
        properties.put(MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_BYTES_OF_PARTITION);
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
     * Continues the reading at these offsets.
     *
     * @throws IllegalStateException if the log has lost records after these offsets
     */
    List<ReadUpTo> seek(List<ReadUpTo> from) {
        consumer.assign(partitions);
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
     * Returns the next records; empty if none come within a moment. If a partition has lost its
     * end, it is no longer read, and the other partitions still are.
     *
     * @throws IllegalStateException if the log has lost its beginning
     */
    ConsumerRecords<byte[], byte[]> poll() throws InterruptedException {
        if (consumer.assignment().isEmpty()) {
            Thread.sleep(PATIENCE);
            return ConsumerRecords.empty();
        }
        try {
            return consumer.poll(PATIENCE);
        } catch (OffsetOutOfRangeException e) {
            tryToLeave(e.offsetOutOfRangePartitions());
            return ConsumerRecords.empty();
        }
    }

    /** Asks Kafka for the present end offsets of these partitions. */
    Map<Integer, Long> ends(Collection<Integer> wanted) {
        var places = partitions.stream().filter(one -> wanted.contains(one.partition())).toList();
        return consumer.endOffsets(places, PATIENCE).entrySet().stream()
                .collect(toMap(end -> end.getKey().partition(), Map.Entry::getValue));
    }

    /** Ends a poll. Any thread may call this. */
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

    /**
     * Stops reading partitions that have lost their end. If the broker does not answer now, the
     * next poll fails in the same way, and this is tried again.
     */
    private void tryToLeave(Map<TopicPartition, Long> asked) {
        try {
            leave(asked);
        } catch (RetriableException e) {
            LOG.warn("{}: its ends are not known yet: {}", topic, e.getMessage());
        }
    }

    private void leave(Map<TopicPartition, Long> asked) {
        var starts = consumer.beginningOffsets(asked.keySet(), PATIENCE);
        var ends = consumer.endOffsets(asked.keySet(), PATIENCE);
        var left = new HashSet<>(consumer.assignment());
        asked.forEach(
                (place, next) -> {
                    var start = starts.getOrDefault(place, 0L);
                    if (next < start) {
                        throw new IllegalStateException(lost(place.partition(), next, start));
                    }
                    LOG.error(
                            "{}. The gateway reads no further in this partition, and goes on with the others",
                            new LostEnd(place.partition(), next, ends.getOrDefault(place, 0L)));
                    left.remove(place);
                });
        consumer.assign(left);
    }

    private static String lost(int partition, long next, long start) {
        return "The log has lost its beginning: partition %d begins at offset %d, and the gateway has read it up to %d. Restore the records between"
                .formatted(partition, start, next);
    }
}
