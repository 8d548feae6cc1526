package org.demarche.position.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.demarche.log.DutyCycle;
import org.demarche.log.kafka.LostEnd;
import org.demarche.position.kafka.Clients;
import org.demarche.position.partition.VersionSpec;
import org.demarche.position.partition.WorkerMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds its partitions of the log into the view, each event exactly once. The documents, the mark
 * and the group's offset are written in one transaction. A repeated record would be before the
 * mark, and nothing before the mark is written again.
 */
final class Worker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration BUSY = Duration.ofMillis(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int MOST_DOUBLINGS = 5;

    /**
     * The time between two updates of the lag. An update asks another thread of the consumer, which
     * costs too much for each round.
     */
    private static final long LAG_EVERY = Duration.ofSeconds(1).toNanos();

    private final String reports;
    private final Consumer<byte[], byte[]> log;
    private final Assignment assignment;
    private final DutyCycle dutyCycle;
    private final Duration idleTime;
    private volatile boolean stopping;
    private volatile boolean ready;
    private volatile long lag;
    private boolean idle;
    private long lagAsked;
    private int failedPolls;
    private volatile int failures;
    private volatile long lastRound = System.nanoTime();

    /**
     * @param pace gives the current speed limit
     */
    Worker(
            Clients clients,
            Admin admin,
            VersionSpec spec,
            Supplier<SpeedLimit> pace,
            WorkersConfig settings,
            WorkerMeters meters) {
        dutyCycle =
                new DutyCycle(
                        () -> pace.get().yieldsProcessors() ? settings.spare().getAsDouble() : 1);
        idleTime = settings.idle();
        reports = clients.topics().reports();
        log = clients.follower();
        assignment = new Assignment(clients, admin, log, spec, pace, dutyCycle, meters);
    }

    /**
     * Runs until the worker is stopped, has committed its work, and has left the group.
     *
     * @throws VersionStopped if the version cannot continue
     * @throws org.apache.kafka.common.KafkaException if another attempt would not help
     */
    @Override
    public void run() {
        try (assignment) {
            log.subscribe(List.of(reports), assignment);
            while (!stopping) {
                round();
            }
            assignment.commitAll();
        } finally {
            ready = false;
            log.close(Clients.LONGEST_CLOSE);
        }
    }

    /** Asks the worker to end; any thread may call this. */
    void stop() {
        stopping = true;
        log.wakeup();
    }

    /**
     * Whether its partitions are folded up to the end that the log had when the worker got them.
     */
    boolean isReady() {
        return ready;
    }

    /** Returns the reason for each partition that is not folded further. */
    Collection<LostEnd> lostEnds() {
        return assignment.lostEnds();
    }

    /**
     * Returns the most failures in a row that a partition has had since it last worked; 0 if all
     * work.
     */
    int failuresInARow() {
        return failures;
    }

    /** Returns the number of known records of the log that are not in the view. */
    long lag() {
        return lag;
    }

    Duration sinceLastRound() {
        return Duration.ofNanos(System.nanoTime() - lastRound);
    }

    private void round() {
        var records = poll();
        dutyCycle.begin();
        assignment.fold(records);
        assignment.commitWhatIsDue();
        assignment.rest(idleTime);
        assignment.advance();
        lastRound = System.nanoTime();
        failures = assignment.failuresInARow();
        var readyNow = assignment.isReady();
        // update the lag first: a caller who sees this worker ready, or at rest, must not see an
        // old lag
        var idleBefore = idle;
        idle = records.isEmpty() && !assignment.isBusy();
        if (idle && !idleBefore || readyNow != ready || lastRound - lagAsked > LAG_EVERY) {
            lag = assignment.lag();
            lagAsked = lastRound;
        }
        ready = readyNow;
    }

    /**
     * Polls the log. Returns no records if there are none, or if the poll failed and the next poll
     * will try again.
     */
    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            var records = log.poll(ready && !assignment.isBusy() ? IDLE : BUSY);
            failedPolls = 0;
            return records;
        } catch (WakeupException _) {
            LOG.debug("Stopping");
        } catch (InvalidOffsetException e) {
            assignment.lost(e);
        } catch (RetriableException e) {
            LOG.warn("Reading {} again: {}", reports, e.toString());
            pause();
        }
        return ConsumerRecords.empty();
    }

    private void pause() {
        try {
            // a stop does not interrupt this sleep, so it is short
            Thread.sleep(FIRST_PAUSE.multipliedBy(1L << Math.min(failedPolls++, MOST_DOUBLINGS)));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
