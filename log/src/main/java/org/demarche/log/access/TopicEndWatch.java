package org.demarche.log.access;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka every few seconds for the end of a topic, and knows whether the reader had all records
 * of the topic recently. A reader that is cut off from Kafka does not notice this by itself.
 */
final class TopicEndWatch implements AutoCloseable {

    /** The age at which an answer of Kafka no longer counts. */
    static final Duration OLDEST = Duration.ofSeconds(30);

    private static final Duration EACH = Duration.ofSeconds(5);

    /**
     * The longest wait for an answer of Kafka, and then for the reader to reach the end in this
     * answer.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(TopicEndWatch.class);

    private final Supplier<? extends CompletionStage<Long>> end;
    private final LongFunction<? extends Future<?>> reached;
    private final LongSupplier nanos;
    private final ScheduledExecutorService asking =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("end of access tokens").factory());
    private volatile long known;

    /**
     * Makes a watch that gives the reader {@link #OLDEST} for its first read.
     *
     * @param end asks Kafka for the offset after the last record
     * @param reached returns a future that completes when the reader has everything before an
     *     offset
     * @param nanos a clock, such as {@link System#nanoTime}
     */
    TopicEndWatch(
            Supplier<? extends CompletionStage<Long>> end,
            LongFunction<? extends Future<?>> reached,
            LongSupplier nanos) {
        this.end = end;
        this.reached = reached;
        this.nanos = nanos;
        known = nanos.getAsLong();
    }

    void start() {
        var _ = asking.scheduleWithFixedDelay(this::ask, 0, EACH.toSeconds(), TimeUnit.SECONDS);
    }

    boolean isRecent() {
        return nanos.getAsLong() - known < OLDEST.toNanos();
    }

    void ask() {
        var asked = nanos.getAsLong();
        try {
            var next =
                    end.get().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            var reading = reached.apply(next);
            try {
                var _ = reading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                known = asked;
            } finally {
                reading.cancel(true);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            // a task that throws would not run again
            LOG.debug("The end of the access tokens is not known", e);
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
