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
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.log.KafkaConfig;
import org.demarche.log.TopicReader;
import org.demarche.log.event.ReportCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log of reports into the store, on one thread, and follows it: from where the store has
 * ended, each record once. A batch that is stored twice would change nothing.
 *
 * <p>Where Kafka is away, or the disk is full, it tries again for as long as it is open.
 */
final class LogFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TO_STOP = Duration.ofSeconds(10);

    private static final int MOST_RECORDS = 4_000;
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_BYTES_OF_PARTITION = 2 << 20;

    private final KafkaConfig config;
    private final Admin admin;
    private final StoreFolder folder;
    private final LongSupplier reserve;
    private final String topic;
    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final Waiting waiting = new Waiting();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReportCodec codec = new ReportCodec();
    private volatile @Nullable StoredRecords records;
    private volatile List<ReadUpTo> read;
    private final AtomicLong taken = new AtomicLong();
    private volatile @Nullable String trouble;
    private volatile @Nullable Throwable failure;

    /**
     * Starts reading.
     *
     * @param reserve bytes of the disk that are left to others; asked each time
     */
    static LogFollower start(
            KafkaConfig config, Admin admin, StoreFolder folder, LongSupplier reserve) {
        var follower = new LogFollower(config, admin, folder, reserve);
        follower.thread.start();
        return follower;
    }

    private LogFollower(KafkaConfig config, Admin admin, StoreFolder folder, LongSupplier reserve) {
        this.config = config;
        this.admin = admin;
        this.folder = folder;
        this.reserve = reserve;
        topic = config.topics().reports();
        read = IntStream.range(0, config.partitions()).mapToObj(_ -> ReadUpTo.START).toList();
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
        thread = Thread.ofPlatform().daemon().name("evidence").unstarted(this::run);
    }

    /** What is stored; null until the store is open. */
    @Nullable StoredRecords records() {
        return records;
    }

    /** By partition. */
    List<ReadUpTo> read() {
        return read;
    }

    CompletableFuture<Void> reached(int partition, long next) {
        return waiting.until(partition, next, () -> read.get(partition).next());
    }

    /** How many records it has read. */
    long taken() {
        return taken.get();
    }

    /** Why it reads no further, if so. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** What holds it up for now, if anything does. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

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
            StoreLibrary.load(folder.library());
            while (closing.getCount() > 0) {
                follow();
            }
        } catch (WakeupException _) {
            LOG.debug("Closing the reader of {}", topic);
        } catch (OffsetOutOfRangeException e) {
            fail(new IllegalStateException(outOfRange(e.offsetOutOfRangePartitions()), e));
        } catch (Throwable e) { // an error, too, must not end the reading unseen
            fail(e);
        } finally {
            waiting.stop(new CancellationException("The reader of " + topic + " is closed"));
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    /** Returns when the store turns out to be damaged. */
    private void follow() throws InterruptedException {
        try {
            var stored = begin();
            while (closing.getCount() > 0 && !stored.isDamaged()) {
                var polled = consumer.poll(PATIENCE);
                if (!polled.isEmpty()) {
                    store(stored, polled);
                }
            }
            if (stored.isDamaged()) {
                stored.close();
            }
        } catch (DamagedStore e) {
            LOG.warn("The evidence cannot be stored: {}", e.getMessage());
            requireNonNull(records).close();
        }
    }

    private void fail(Throwable why) {
        LOG.error("Stopped reading {}: {}", topic, why.getMessage(), why);
        failure = why;
        waiting.stop(why);
    }

    private StoredRecords begin() throws InterruptedException {
        var partitions =
                IntStream.range(0, config.partitions())
                        .mapToObj(partition -> new TopicPartition(topic, partition))
                        .toList();
        consumer.assign(partitions);
        var log = insisting(() -> log(partitions));
        var open = open(log);
        var stored = new StoredRecords(open);
        var from = log.read(open);
        advance(from);
        records = stored;
        var starts = insisting(() -> consumer.beginningOffsets(partitions, PATIENCE));
        for (var place : partitions) {
            var next = from.get(place.partition()).next();
            var start = starts.getOrDefault(place, 0L);
            if (start > next) {
                throw new IllegalStateException(lost(place.partition(), next, start));
            }
        }
        partitions.forEach(place -> consumer.seek(place, from.get(place.partition()).next()));
        return stored;
    }

    private EvidenceStore open(StoredLog log) throws InterruptedException {
        while (true) {
            try {
                return log.open(folder);
            } catch (NoRoom e) {
                hold(e);
            }
            pause();
        }
    }

    private StoredLog log(List<TopicPartition> partitions) {
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

    private <T> T insisting(Supplier<T> question) throws InterruptedException {
        while (true) {
            try {
                return question.get();
            } catch (RetriableException e) {
                LOG.warn("Asking Kafka about {} again: {}", topic, e.getMessage());
            }
            pause();
        }
    }

    private void store(StoredRecords stored, Iterable<ConsumerRecord<byte[], byte[]>> polled)
            throws InterruptedException, DamagedStore {
        var intake = new Intake(codec, stored::facts, read);
        polled.forEach(intake::take);
        while (true) {
            try {
                folder.requireRoom(reserve.getAsLong());
                stored.add(intake);
                break;
            } catch (NoRoom e) {
                hold(e);
            }
            pause();
        }
        if (trouble != null) {
            trouble = null;
            LOG.info("The evidence is stored again");
        }
        taken.addAndGet(intake.count());
        advance(intake.read());
    }

    private void hold(NoRoom why) {
        if (trouble == null) {
            LOG.warn(
                    "The evidence cannot be stored in {}, and is tried again each second: {}",
                    folder.store(),
                    why.getMessage());
        }
        trouble =
                "The gateway cannot store more of the log in %s: %s"
                        .formatted(folder.store(), why.getMessage());
    }

    private void advance(List<ReadUpTo> to) {
        var before = read;
        read = to;
        for (var partition = 0; partition < to.size(); partition++) {
            if (to.get(partition).next() > before.get(partition).next()) {
                waiting.advance(partition, to.get(partition).next());
            }
        }
    }

    private void pause() throws InterruptedException {
        if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new WakeupException();
        }
    }

    private String outOfRange(Map<TopicPartition, Long> asked) {
        var first = asked.entrySet().iterator().next();
        var place = first.getKey();
        long next = first.getValue();
        long start = consumer.beginningOffsets(List.of(place), PATIENCE).getOrDefault(place, 0L);
        return next < start
                ? lost(place.partition(), next, start)
                : "The log has become shorter: partition %d is read up to offset %d, which it does not have any more. Bring that log back, or start the gateway again"
                        .formatted(place.partition(), next);
    }

    private static String lost(int partition, long next, long start) {
        return "The log has lost its beginning: partition %d begins at offset %d, and the gateway has read it up to %d. Bring the records between back"
                .formatted(partition, start, next);
    }
}
