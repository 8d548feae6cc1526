package org.demarche.position;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Folds the partitions of the log that the group gives it into the view, each event exactly once:
 * documents, mark and group offset are one transaction. A record delivered again would lie before
 * the mark, and from there on alone the log is read.
 */
final class Worker implements Runnable {

    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration BUSY = Duration.ofMillis(5);

    /** The consumer's other thread is asked, once a partition: too dear for each turn. */
    private static final long LAG_EVERY = Duration.ofSeconds(1).toNanos();

    private final String reports;
    private final Consumer<byte[], byte[]> log;
    private final Assignment assignment;
    private volatile boolean stopping;
    private volatile boolean ready;
    private volatile long lag;
    private long lagAsked;
    private volatile long lastTurn = System.nanoTime();

    Worker(Clients clients, Admin admin, Projection projection, Meters meters) {
        reports = clients.topics().reports();
        log = clients.follower();
        assignment = new Assignment(clients, admin, log, projection, meters);
    }

    /**
     * Returns when stopped, its work committed and the group left.
     *
     * @throws VersionStopped if the version cannot go on
     */
    @Override
    public void run() {
        try (log;
                assignment) {
            log.subscribe(List.of(reports), assignment);
            while (!stopping) {
                turn();
            }
            assignment.commitAll();
        } finally {
            ready = false;
        }
    }

    /** Asks it to end; for any thread. */
    void stop() {
        stopping = true;
        log.wakeup();
    }

    /** Its partitions are folded as far as the log went when it got them. */
    boolean isReady() {
        return ready;
    }

    /** Records of the log that are not folded. */
    long lag() {
        return lag;
    }

    Duration sinceLastTurn() {
        return Duration.ofNanos(System.nanoTime() - lastTurn);
    }

    private void turn() {
        ConsumerRecords<byte[], byte[]> records;
        try {
            records = log.poll(assignment.isBusy() ? BUSY : IDLE);
        } catch (WakeupException _) {
            return;
        }
        assignment.fold(records);
        assignment.commitWhatIsDue();
        assignment.advance();
        ready = assignment.isReady();
        lastTurn = System.nanoTime();
        if (records.isEmpty() || lastTurn - lagAsked > LAG_EVERY) {
            lag = assignment.lag();
            lagAsked = lastTurn;
        }
    }
}
