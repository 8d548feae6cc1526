package org.demarche.bench.twin;

import static java.util.Objects.requireNonNullElse;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.demarche.bench.topic.TopicEnds;
import org.demarche.log.VersionId;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicSetup;

/**
 * The projection {@code positions} as a team would write it with Kafka Streams. It folds each event
 * exactly once, reads the same log, and writes the same positions and shifts. It has no dead
 * letters, no {@code until} and no marks. So it does less than the position service, and never
 * more.
 *
 * <p>It is tuned in good faith. The events of each report are in RocksDB under their actor and
 * issue, so that one scan reads a pair. The dossier of a pair stays in the heap as a cache of these
 * events. The record cache has 256 MB. A commit each second publishes each changed pair once. All
 * data is compressed with lz4. The stores share one block cache, and one limit for unwritten data.
 */
public final class Twin {

    static final VersionId VIEW = new VersionId("twin", 1);

    private static final long RECORD_CACHE_BYTES = 256L << 20;
    private static final Duration CLOSING = Duration.ofSeconds(60);
    private static final long BETWEEN_LOOKS = 20_000_000;

    /**
     * The time without a change after which all is published. It is longer than a producer holds
     * records back, so no record is missed between two sends.
     */
    private static final long SETTLED = 200_000_000;

    private final KafkaConfig config;
    private final Path state;
    private final int threads;
    private final int heldReports;

    /**
     * @param state an empty folder
     */
    public Twin(KafkaConfig config, Path state, int threads) {
        this(config, state, threads, Dossiers.MOST_REPORTS);
    }

    /**
     * @param heldReports the most reports in the heap, as for {@link Dossiers}
     */
    public Twin(KafkaConfig config, Path state, int threads, int heldReports) {
        this.config = config;
        this.state = state;
        this.threads = threads;
        this.heldReports = heldReports;
    }

    /**
     * @param seconds the time from its start until all results of the log are committed
     * @param cpuSeconds the processor time of this process meanwhile
     * @param documents the number of documents put into the view, including removals
     */
    public record Twinned(long events, double seconds, double cpuSeconds, long documents) {

        public double eventsPerSecond() {
            return events / seconds;
        }
    }

    /** Folds the whole log. */
    public Twinned measure() throws InterruptedException, ExecutionException {
        var progress = new TwinProgress();
        try (var admin = Admin.create(config.clientProperties())) {
            TopicSetup.ensure(admin, List.of(config.topics().viewSpec(VIEW)));
            var ends = TopicEnds.of(admin, config.topics().reports(), config.partitions());
            var failure = new AtomicReference<Throwable>();
            var streams =
                    new KafkaStreams(TwinTopology.of(config, progress, heldReports), settings());
            streams.setUncaughtExceptionHandler(
                    fault -> {
                        failure.set(fault);
                        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
                    });
            var cpu = cpuNanos();
            var begun = System.nanoTime();
            try {
                streams.start();
                while (!TopicEnds.isReached(admin, application(), ends)) {
                    look(failure);
                }
                var end = awaitPublished(admin, progress, failure);
                return new Twinned(
                        ends.values().stream().mapToLong(offset -> offset).sum(),
                        (end - begun) / 1e9,
                        (cpuNanos() - cpu) / 1e9,
                        progress.documents());
            } finally {
                var _ = streams.close(CLOSING);
            }
        }
    }

    /** Waits until all is published, and returns the time of that by System.nanoTime. */
    private long awaitPublished(
            Admin admin, TwinProgress progress, AtomicReference<Throwable> failure)
            throws InterruptedException, ExecutionException {
        var view = config.topics().view(VIEW);
        var since = System.nanoTime();
        while (System.nanoTime() - since < SETTLED) {
            look(failure);
            if (!progress.isPublished()
                    || !TopicEnds.isCommitted(admin, view, config.partitions())) {
                since = System.nanoTime();
            }
        }
        return since;
    }

    private static void look(AtomicReference<Throwable> failure) {
        if (failure.get() != null) {
            throw new IllegalStateException("The twin stopped", failure.get());
        }
        LockSupport.parkNanos(BETWEEN_LOOKS);
    }

    private String application() {
        return config.prefix() + ".twin";
    }

    private Properties settings() {
        var settings = new Properties();
        settings.putAll(config.clientProperties());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, TwinFold.EACH.toMillis());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, RECORD_CACHE_BYTES);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, TwinRocks.class);
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 5_000);
        settings.put(StreamsConfig.topicPrefix(TopicConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.put(
                StreamsConfig.REPLICATION_FACTOR_CONFIG,
                (int) requireNonNullElse(config.replication(), (short) 1));
        settings.put(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG, "INFO");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.put(producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.put(producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
        settings.put(producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 * 1024);
        settings.put(producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 64L << 20);
        return settings;
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
