package org.demarche.ingest.log;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks each second whether Kafka answers. Kafka counts as away after three seconds without an
 * answer. Then the service refuses a report before it sends the record, while it is certain that
 * nothing was written.
 */
public final class Cluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Duration EACH = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Admin admin;
    private final ScheduledExecutorService asking =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("cluster").factory());
    private volatile long answeredNanos = System.nanoTime() - PATIENCE.toNanos();
    private boolean away = true;

    public Cluster(Admin admin) {
        this.admin = admin;
        var _ = asking.scheduleWithFixedDelay(this::ask, 0, EACH.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean answers() {
        return System.nanoTime() - answeredNanos < PATIENCE.toNanos();
    }

    private void ask() {
        try {
            var options = new DescribeClusterOptions().timeoutMs((int) EACH.toMillis());
            admin.describeCluster(options).nodes().get();
            answeredNanos = System.nanoTime();
            if (away) {
                away = false;
                LOG.info("Kafka answers");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            if (!away && !answers()) {
                away = true;
                LOG.warn(
                        "Kafka does not answer; reports are refused until it does: {}",
                        e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
