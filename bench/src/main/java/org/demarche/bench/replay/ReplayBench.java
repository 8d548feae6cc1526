package org.demarche.bench.replay;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.demarche.bench.result.Usage;
import org.demarche.bench.topic.TopicEnds;
import org.demarche.log.VersionId;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.position.worker.Workers;

/**
 * Folds the whole log into a fresh version with the position service's own workers, including
 * documents, marks, offsets and transactions.
 */
final class ReplayBench {

    static final VersionId FRESH = new VersionId("bench", 1);
    private static final long BETWEEN_LOOKS = 20_000_000;

    private final KafkaConfig config;
    private final ProjectionChoice projected;
    private final int threads;

    ReplayBench(KafkaConfig config, ProjectionChoice projected, int threads) {
        this.config = config;
        this.projected = projected;
        this.threads = threads;
    }

    /**
     * @param seconds the time from the start of the workers until the last partition is committed
     *     at the log's end
     * @param documents the number of documents written, including marks
     * @param failures the number of failures after which a partition was taken over again; the
     *     documents of its earlier producer are not counted
     * @param usage the resources that this process used meanwhile
     * @param liveHeapBytes the heap in use after a full collection, with all dossiers still in it
     */
    record Replayed(
            long events,
            double seconds,
            long documents,
            long transactions,
            long failures,
            Usage usage,
            long liveHeapBytes) {

        double eventsPerSecond() {
            return events / seconds;
        }
    }

    /**
     * @param atEnd runs as soon as the log's end is reached, before the heap is measured
     */
    Replayed measure(Runnable atEnd) throws Exception {
        var registry = new SimpleMeterRegistry();
        try (var admin = Admin.create(config.clientProperties())) {
            var ends = TopicEnds.of(admin, config.topics().reports(), config.partitions());
            var before = Usage.now();
            var begun = System.nanoTime();
            try (var workers = projected.start(config, FRESH, threads, registry)) {
                awaitCommitted(admin, ends, workers);
                var took = System.nanoTime() - begun;
                var usage = Usage.since(before);
                atEnd.run();
                requireNoneParked(registry);
                return new Replayed(
                        ends.values().stream().mapToLong(end -> end).sum(),
                        took / 1e9,
                        documents(),
                        registry.get("demarche.transactions").timer().count(),
                        Math.round(registry.get("demarche.failures").counter().count()),
                        usage,
                        Usage.liveHeapBytes());
            }
        }
    }

    /**
     * Waits until the group's offsets have reached the log's end. They are in the same transactions
     * as the marks.
     */
    private void awaitCommitted(Admin admin, Map<TopicPartition, Long> ends, Workers workers)
            throws InterruptedException, ExecutionException {
        while (!TopicEnds.isReached(admin, config.topics().group(FRESH), ends)) {
            if (workers.failure().isPresent()) {
                throw new IllegalStateException(
                        "The position service stopped", workers.failure().get());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    private static void requireNoneParked(SimpleMeterRegistry registry) {
        var parked = registry.get("demarche.dead.letters").counter().count();
        if (parked > 0) {
            throw new IllegalStateException(
                    "%.0f reports could not be folded: the measurement is not valid"
                            .formatted(parked));
        }
    }

    /** The number of records that the open producers of the view have sent. */
    private long documents() throws JMException {
        var server = ManagementFactory.getPlatformMBeanServer();
        var names =
                server.queryNames(
                        new ObjectName(
                                "kafka.producer:type=producer-topic-metrics,client-id=*,topic="
                                        + config.topics().view(FRESH)),
                        null);
        var sum = 0.0;
        for (var name : names) {
            try {
                sum += (double) server.getAttribute(name, "record-send-total");
            } catch (InstanceNotFoundException _) {
                // the producer was closed a moment ago, because its partition has moved to another
                // worker
            }
        }
        return Math.round(sum);
    }
}
