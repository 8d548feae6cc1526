package org.demarche.position.version;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.demarche.position.kafka.BrokerRequests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a look repeatedly, one after the other, on its own thread. A look also does the work that
 * the previous look could not do.
 */
final class ReconcileLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileLoop.class);

    /**
     * The wait before another look. Other processes need it to release a version before its view is
     * deleted.
     */
    private static final Duration BEFORE_NEXT = Duration.ofSeconds(3);

    private static final Duration TO_STOP = Duration.ofSeconds(20);

    private final Runnable look;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("versions").factory());

    /** Only the loop's thread uses this. */
    private boolean again;

    ReconcileLoop(Runnable look) {
        this.look = look;
    }

    /** Waits for the first look, and throws its failure. */
    void first() {
        BrokerRequests.await(thread.submit(look));
    }

    /** Starts a look. Any thread may call this. */
    void now() {
        if (!thread.isShutdown()) {
            thread.execute(this::insist);
        }
    }

    /** Starts another look some seconds later. Only a look may call this. */
    void again() {
        if (!again) {
            again = true;
            later(this::insist);
        }
    }

    /** Runs a change some seconds later, on the same thread. */
    void later(Runnable change) {
        if (!thread.isShutdown()) {
            var _ = thread.schedule(change, BEFORE_NEXT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Waits until the current look has ended. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A change of the folded versions did not end in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void insist() {
        again = false;
        try {
            look.run();
        } catch (InterruptException e) {
            LOG.debug("Stopping", e);
        } catch (RuntimeException e) {
            LOG.warn(
                    "The service could not compare its versions with the catalog, and tries again: {}",
                    e.toString(),
                    e);
            again();
        }
    }
}
