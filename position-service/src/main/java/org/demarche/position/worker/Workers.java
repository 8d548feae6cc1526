package org.demarche.position.worker;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.demarche.declared.Definition;
import org.demarche.log.VersionId;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.LostEnd;
import org.demarche.position.kafka.Clients;
import org.demarche.position.partition.VersionSpec;
import org.demarche.position.partition.VersionStopped;
import org.demarche.position.partition.WorkerMeters;
import org.demarche.position.projection.DeclaredProjection;
import org.demarche.position.projection.PositionsProjection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of one version in this process, each with its thread. Other processes may have more
 * workers in the same group. If one worker cannot continue, all workers here stop, with its
 * failure.
 */
public final class Workers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    /**
     * The longest round of a worker that works. If the broker is away, a round waits for its
     * commits (20 s), and releases failed partitions (15 s), whatever their number. A worker in a
     * longer round would wait for ever.
     */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(60);

    /**
     * The number of failures in a row after which a partition counts as failing. So many take about
     * three seconds, and no short fault of a broker causes them.
     */
    private static final int FAILING = 6;

    private final VersionId version;
    private final WorkerMeters meters;
    private final Runnable afterwards;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CompletableFuture<Throwable> ended = new CompletableFuture<>();
    private volatile SpeedLimit pace;
    private volatile @Nullable Throwable failure;
    private volatile boolean closing;

    private Workers(
            VersionId version, SpeedLimit pace, MeterRegistry registry, Runnable afterwards) {
        this.version = version;
        this.afterwards = afterwards;
        this.pace = pace;
        meters = new WorkerMeters(registry, version, this::lag);
    }

    /**
     * Waits for Kafka, creates missing topics, and starts to fold positions into the version with
     * the current revision.
     *
     * @param count the number of workers, at least 1
     * @throws org.demarche.log.kafka.TopicMismatch if a topic exists with other settings
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
     */
    public static Workers start(
            KafkaConfig config, VersionId version, int count, MeterRegistry registry) {
        var positions = new PositionsProjection(config, registry);
        return start(config, version, VersionSpec.of(positions), count, registry, positions::close);
    }

    /** Starts workers for a declared projection. */
    public static Workers start(
            KafkaConfig config,
            VersionId version,
            Definition definition,
            int count,
            MeterRegistry registry) {
        var spec = VersionSpec.of(new DeclaredProjection(definition));
        return start(config, version, spec, count, registry, () -> {});
    }

    private static Workers start(
            KafkaConfig config,
            VersionId version,
            VersionSpec spec,
            int count,
            MeterRegistry registry,
            Runnable afterwards) {
        var clients = new Clients(config, version);
        var admin = clients.admin();
        try {
            var settings = alone(count);
            return start(
                    clients,
                    admin,
                    spec,
                    SpeedLimit.FULL,
                    settings,
                    registry,
                    () -> {
                        afterwards.run();
                        admin.close();
                    });
        } catch (RuntimeException e) {
            admin.close();
            throw e;
        }
    }

    /**
     * Starts workers of one version among others.
     *
     * @param admin the client for all versions of this process; the code that made it closes it
     *     after the workers
     */
    public static Workers start(
            Clients clients,
            Admin admin,
            VersionSpec spec,
            SpeedLimit pace,
            WorkersConfig settings,
            MeterRegistry registry) {
        return start(clients, admin, spec, pace, settings, registry, () -> {});
    }

    /**
     * @param afterwards runs when all workers have ended
     */
    private static Workers start(
            Clients clients,
            Admin admin,
            VersionSpec spec,
            SpeedLimit pace,
            WorkersConfig settings,
            MeterRegistry registry,
            Runnable afterwards) {
        clients.makeTopics(admin);
        var workers = new Workers(clients.version(), pace, registry, afterwards);
        try {
            for (var n = 0; n < settings.count(); n++) {
                workers.add(
                        new Worker(
                                clients,
                                admin,
                                spec,
                                () -> workers.pace,
                                settings,
                                workers.meters));
            }
        } catch (RuntimeException e) {
            workers.undo();
            throw e;
        }
        workers.threads.forEach(Thread::start);
        return workers;
    }

    /** Returns settings for workers that may use all of their time. */
    public static WorkersConfig alone(int count) {
        return new WorkersConfig(count, () -> 1, WorkersConfig.IDLE);
    }

    /**
     * Ends all workers. A worker closes its resources when it ends, so each worker is started and
     * ends immediately.
     */
    private void undo() {
        workers.forEach(Worker::stop);
        threads.forEach(Thread::start);
        close();
    }

    /**
     * Whether all partitions of this process are folded up to the end that the log had when the
     * process got them.
     */
    public boolean isReady() {
        return failure == null && workers.stream().allMatch(Worker::isReady);
    }

    /** Whether each worker works, or was told to end. */
    public boolean isAlive() {
        if (closing) {
            return true;
        }
        return threads.stream().allMatch(Thread::isAlive)
                && workers.stream()
                        .allMatch(worker -> worker.sinceLastRound().compareTo(LONGEST_ROUND) < 0);
    }

    /** Whether a partition fails again and again. */
    public boolean isFailing() {
        return workers.stream().anyMatch(worker -> worker.failuresInARow() >= FAILING);
    }

    /** The failure that stopped the version in this process, if one did. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns the reason for each partition that is not folded further here. */
    public List<LostEnd> lostEnds() {
        return workers.stream().flatMap(worker -> worker.lostEnds().stream()).toList();
    }

    /** Returns a future. It ends, with the failure, when a worker could not continue. */
    public CompletableFuture<Throwable> ended() {
        return ended.copy();
    }

    /** Sets the speed limit of all workers. */
    public void keep(SpeedLimit pace) {
        this.pace = pace;
    }

    /**
     * Returns the number of known records of the log that are not in the view, for this process.
     */
    public long lag() {
        return workers.stream().mapToLong(Worker::lag).sum();
    }

    /** Commits, and leaves the group. */
    @Override
    public void close() {
        closing = true;
        workers.forEach(Worker::stop);
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return; // the threads still end, and another close waits for them
        }
        meters.close();
        afterwards.run();
    }

    private void add(Worker worker) {
        threads.add(
                Thread.ofPlatform()
                        .name("%s worker %d".formatted(version, workers.size()))
                        .unstarted(() -> run(worker)));
        workers.add(worker);
    }

    private void run(Worker worker) {
        try {
            worker.run();
        } catch (VersionStopped e) {
            LOG.error("{} stopped: {}", version, e.getMessage());
            stopAll(e);
        } catch (RuntimeException | Error e) {
            LOG.error("{} stopped", version, e);
            stopAll(e);
        }
    }

    private void stopAll(Throwable why) {
        failure = why;
        workers.forEach(Worker::stop);
        if (!closing) {
            ended.complete(why);
        }
    }
}
