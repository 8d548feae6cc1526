package org.demarche.log.kafka;

import static java.util.stream.Collectors.toMap;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.ISOLATION_LEVEL_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from its beginning and follows it, on its own thread and without a group. The
 * handler gets each committed record once in the reader's life, in the order of its partition. A
 * new reader begins at the beginning again, so its handler must start with empty state.
 *
 * <p>While Kafka does not answer, the reader tries again until it is closed. It stops if the
 * handler fails, if records are lost before they were read, or if Kafka refuses access. See {@link
 * #failure}.
 */
public final class TopicReader implements AutoCloseable {

    /** Gets each record, also tombstones, in the reader's thread. */
    @FunctionalInterface
    public interface Handler {

        /**
         * @throws Exception to stop the reader
         */
        void handle(ConsumerRecord<byte[], byte[]> record) throws Exception;
    }

    /**
     * The longest time that a broker may hold a fetch. A fetch leaves out a partition if fetched
     * records of this partition are still unread. The partition's next records then wait for the
     * end of the fetch, which would be half a second with Kafka's default.
     */
    public static final int LONGEST_FETCH_MILLIS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

    /** The longest time that one request to Kafka may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration TO_STOP = Duration.ofSeconds(10);

    private final String topic;
    private final boolean whole;
    private final Handler handler;
    private final Map<String, Object> properties;
    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final ReadOffsets offsets = new ReadOffsets();
    private final Map<Integer, LostEnd> lostEnds = new ConcurrentSkipListMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * Starts reading.
     *
     * @param client the properties of a Kafka client, see {@link KafkaConfig#clientProperties}
     * @param topic the topic, which may be created later
     */
    public static TopicReader start(Map<String, Object> client, String topic, Handler handler) {
        return start(client, topic, handler, false);
    }

    /**
     * Starts reading a topic that is kept for ever. If the topic has lost its beginning, the reader
     * fails. If a partition loses its end, the reader stops reading it, and goes on with the
     * others.
     */
    public static TopicReader startWhole(
            Map<String, Object> client, String topic, Handler handler) {
        return start(client, topic, handler, true);
    }

    private static TopicReader start(
            Map<String, Object> client, String topic, Handler handler, boolean whole) {
        var reader = new TopicReader(client, topic, handler, whole);
        reader.thread.start();
        return reader;
    }

    private TopicReader(Map<String, Object> client, String topic, Handler handler, boolean whole) {
        this.topic = topic;
        this.whole = whole;
        this.handler = handler;
        properties = new HashMap<>(client);
        properties.put(ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // fail if records vanish before they are read, and do not skip them
        properties.put(AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(MAX_POLL_RECORDS_CONFIG, 500);
        properties.put(FETCH_MAX_WAIT_MS_CONFIG, LONGEST_FETCH_MILLIS);
        consumer = newConsumer("read_committed");
        thread = Thread.ofPlatform().daemon().name("reader " + topic).unstarted(this::run);
    }

    /**
     * Completes when the handler has had every record that the topic had when the reader started.
     * The reader's thread completes this future and those of {@link #reached}, so longer work must
     * run on another thread.
     */
    public CompletableFuture<Void> caughtUp() {
        return offsets.caughtUp();
    }

    /**
     * Completes when the handler has had every record of the partition before this offset; fails if
     * the reader stops earlier. Cancel the future when you no longer wait.
     */
    public CompletableFuture<Void> reached(int partition, long next) {
        return offsets.reached(partition, next);
    }

    /**
     * Returns the offset after the last handled record, by partition; empty before Kafka's first
     * answer.
     */
    public Map<Integer, Long> next() {
        return offsets.next();
    }

    /**
     * Returns the end of each partition when the reader started; empty until the ends are known.
     */
    public Map<Integer, Long> ends() {
        return offsets.ends();
    }

    /** Returns the partitions that have lost their ends while they were read. */
    public Collection<LostEnd> lostEnds() {
        return List.copyOf(lostEnds.values());
    }

    /** Returns the loss of one partition, if the partition has lost its end while it was read. */
    public Optional<LostEnd> lostEnd(int partition) {
        return Optional.ofNullable(lostEnds.get(partition));
    }

    /** Returns the failure that stopped the reader, if one did. */
    public Optional<Throwable> failure() {
        return offsets.failure();
    }

    /** Stops reading soon; the handler still finishes its record. */
    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            thread.join(TO_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            read();
        } catch (WakeupException _) {
            LOG.debug("Closing the reader of {}", topic);
        } catch (Throwable e) { // catches errors, too, so that the reader never stops silently
            LOG.error("Stopped reading {}: {}", topic, e.toString(), e);
            offsets.fail(e);
        } finally {
            offsets.stop(new CancellationException("The reader of " + topic + " is closed"));
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private void read() throws Exception {
        var partitions = insisting(this::partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        if (whole) {
            requireBeginning(insisting(() -> consumer.beginningOffsets(partitions, PATIENCE)));
        }
        offsets.start(insisting(() -> ends(partitions)));
        while (closing.getCount() > 0) {
            var polled = poll();
            for (var record : polled) {
                handler.handle(record);
                if (closing.getCount() == 0) {
                    return;
                }
            }
            offsets.advance(insisting(this::positions));
            PollPause.after(polled);
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() throws InterruptedException {
        if (consumer.assignment().isEmpty()) {
            closing.await();
            return ConsumerRecords.empty();
        }
        try {
            return consumer.poll(PATIENCE);
        } catch (OffsetOutOfRangeException e) {
            if (!whole) {
                throw e;
            }
            leave(e);
            return ConsumerRecords.empty();
        }
    }

    /** Stops reading the partitions that have lost their ends. */
    private void leave(OffsetOutOfRangeException e) throws InterruptedException {
        var asked = e.offsetOutOfRangePartitions();
        var ends = insisting(() -> ends(List.copyOf(asked.keySet())));
        var left = new HashSet<>(consumer.assignment());
        for (var place : asked.keySet()) {
            var partition = place.partition();
            var seen = offsets.next().getOrDefault(partition, 0L);
            var end = ends.getOrDefault(partition, 0L);
            if (seen <= end) {
                throw e;
            }
            var lost = new LostEnd(partition, seen, end);
            LOG.error(
                    "{}. This service reads it no further, and goes on with the other partitions",
                    lost);
            lostEnds.put(partition, lost);
            left.remove(place);
        }
        consumer.assign(left);
    }

    private void requireBeginning(Map<TopicPartition, Long> starts) {
        starts.forEach(
                (place, start) -> {
                    if (start > 0) {
                        throw new IllegalStateException(
                                "The log has lost its beginning: partition %d of %s begins at offset %d. Restore the records before it"
                                        .formatted(place.partition(), topic, start));
                    }
                });
    }

    private List<TopicPartition> partitions() {
        var found = consumer.partitionsFor(topic, PATIENCE);
        if (found == null || found.isEmpty()) {
            throw new UnknownTopicOrPartitionException("There is no topic " + topic);
        }
        return found.stream().map(one -> new TopicPartition(topic, one.partition())).toList();
    }

    /**
     * Returns the high watermarks. Kafka tells a reader of committed records only the beginning of
     * the oldest open transaction. This is not the end, because committed records may follow it.
     */
    private Map<Integer, Long> ends(List<TopicPartition> partitions) {
        try (var asking = newConsumer("read_uncommitted")) {
            asking.assign(partitions);
            return byPartition(asking.endOffsets(partitions, PATIENCE));
        }
    }

    /**
     * Returns the next offset of each partition. It need not follow the last record, because the
     * control records of transactions take up offsets, too.
     */
    private Map<Integer, Long> positions() {
        var next = new HashMap<>(offsets.next());
        for (var place : consumer.assignment()) {
            next.put(place.partition(), consumer.position(place, PATIENCE));
        }
        return next;
    }

    private <T> T insisting(Supplier<T> question) throws InterruptedException {
        while (true) {
            try {
                return question.get();
            } catch (RetriableException e) {
                LOG.warn("Asking Kafka about {} again: {}", topic, e.getMessage());
            }
            if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new WakeupException();
            }
        }
    }

    private Consumer<byte[], byte[]> newConsumer(String isolation) {
        var own = new HashMap<>(properties);
        own.put(ISOLATION_LEVEL_CONFIG, isolation);
        return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
    }
}
