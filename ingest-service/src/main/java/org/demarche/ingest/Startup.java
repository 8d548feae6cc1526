package org.demarche.ingest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.ingest.log.Cluster;
import org.demarche.ingest.log.LostEnds;
import org.demarche.ingest.seeding.Seeds;
import org.demarche.log.kafka.TopicReader;
import org.demarche.log.registry.RegistryReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps before the first report: the service reads the registry and the log to their ends, and
 * files the seeds.
 */
public final class Startup implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final RegistryReader registry;
    private final TopicReader reports;
    private final LostEnds lostEnds;
    private final Seeds seeds;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Thread thread;
    private volatile String step = "The service is still reading the registry and the log";

    Startup(
            Cluster cluster,
            RegistryReader registry,
            TopicReader reports,
            LostEnds lostEnds,
            Seeds seeds) {
        this.cluster = cluster;
        this.registry = registry;
        this.reports = reports;
        this.lostEnds = lostEnds;
        this.seeds = seeds;
        thread = Thread.ofVirtual().name("startup").start(this::run);
    }

    /**
     * Returns a future that completes when the service takes reports, and fails if it never will.
     */
    CompletableFuture<Void> done() {
        return done.copy();
    }

    /** Returns the reason why the service takes no reports now, if there is one. */
    Optional<String> obstacle() {
        var failure = registry.failure().or(reports::failure);
        if (failure.isPresent()) {
            return Optional.of(
                    "The service no longer reads its topics: " + failure.get().getMessage());
        }
        if (done.isCompletedExceptionally()) {
            return Optional.of(String.valueOf(done.exceptionNow().getMessage()));
        }
        if (!done.isDone()) {
            return Optional.of(step);
        }
        return cluster.answers() ? Optional.empty() : Optional.of("Kafka does not answer");
    }

    /**
     * @throws Refusal with 503 while the service takes no reports
     */
    public void requireOpen() {
        obstacle()
                .ifPresent(
                        obstacle -> {
                            throw new Refusal(
                                    Problem.unavailable(obstacle + ": nothing was written"));
                        });
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            registry.caughtUp().join();
            reports.caughtUp().join();
            lookForLostEnds();
            // a log that has lost its end may look like the log of a new stack
            if (!lostEnds.any()) {
                fileSeeds();
            }
            done.complete(null);
            LOG.info(
                    "Ready: the registry is read to {}, the log to {}",
                    registry.next(),
                    reports.next());
        } catch (CompletionException e) {
            done.completeExceptionally(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException | RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    /**
     * Looks for lost events, and tries again until Kafka answers. Before this is done, a write
     * could take the offset of a lost event.
     */
    private void lookForLostEnds() throws InterruptedException {
        while (true) {
            try {
                lostEnds.look();
                return;
            } catch (KafkaException e) {
                step =
                        "Kafka does not give the offsets up to which the log was folded: "
                                + e.getMessage();
                LOG.warn("{}. The service asks again until Kafka answers", step);
            }
            Thread.sleep(BETWEEN_ATTEMPTS);
        }
    }

    /** Files the seeds, and tries again while Kafka is away. Filing seeds twice is harmless. */
    private void fileSeeds() throws InterruptedException {
        var logIsEmpty = reports.next().values().stream().allMatch(next -> next == 0);
        while (true) {
            try {
                seeds.file(logIsEmpty);
                return;
            } catch (Refusal e) {
                LOG.warn("The seeds are not filed yet: {}", e.getMessage());
            }
            Thread.sleep(BETWEEN_ATTEMPTS);
        }
    }
}
