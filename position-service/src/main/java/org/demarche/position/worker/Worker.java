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
 * Folds its partitions of the log into the view, each event exactly once: documents, mark and group
 * offset are one transaction. A repeated record would be before the mark, and the log is only read
 * from the mark on.
 */
final class Worker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration BUSY = Duration.ofMillis(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int MOST_DOUBLINGS = 5;

    /** Asking the consumer's other thread costs too much for each round. */
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
     * @param pace gives the speed limit of the moment; it is asked at each poll
     */
    Worker(
            Clients clients,
            Admin admin,
            VersionSpec spec,
            Supplier<SpeedLimit> pace,
            WorkersConfig settings,
            WorkerMeters meters) {
        dutyCycle =
                new DutyCycle(() -> pace.get().stepsBack() ? settings.spare().getAsDouble() : 1);
        idleTime = settings.idle();
        reports = clients.topics().reports();
        log = clients.follower();
        assignment = new Assignment(clients, admin, log, spec, pace, dutyCycle, meters);
    }

    /**
     * Returns when it was stopped, has committed its work, and has left the group.
     *
     * @throws VersionStopped if the version cannot go on
     * @throws org.apache.kafka.common.KafkaException if trying again would not help
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

    /** Whether its partitions are folded to the log's end of the time when it got them. */
    boolean isReady() {
        return ready;
    }

    /** Of each partition that is folded no further, why. */
    Collection<LostEnd> lostEnds() {
        return assignment.lostEnds();
    }

    /** Of the partition that failed most often since it last worked; 0 if all work. */
    int failuresInARow() {
        return failures;
    }

    /** Records of the log that are not folded. */
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

    /** Empty if there are no records, or if the next poll will try again. */
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
            // a stop does not interrupt it, so it is short
            Thread.sleep(FIRST_PAUSE.multipliedBy(1L << Math.min(failedPolls++, MOST_DOUBLINGS)));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
