package org.demarche.position.partition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.demarche.log.view.Mark;
import org.demarche.position.kafka.BrokerRequests;
import org.demarche.position.partition.Takeover.Taken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds a partition. The heap has the log up to the next offset, and the view has all committed
 * transactions. Up to the view's mark, the heap is restored: the log is folded, and nothing is
 * written. After that, each event gets into the view once. Heap, documents, mark and offset move
 * forward together; if a transaction fails, they are dropped together.
 */
public final class Folding implements Stage {

    private static final Logger LOG = LoggerFactory.getLogger(Folding.class);

    /**
     * The most records of a transaction. All of them are written together, and Kafka allows 10 s.
     */
    private static final int MOST_RECORDS = 50_000;

    /**
     * The most bytes of log values in a transaction. Some of them stay in the heap until they are
     * written.
     */
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    /**
     * The longest time between two commits of new events. It is short, because somebody may wait
     * for them. Commits are rarer while the partition catches up.
     */
    private static final Duration FOLLOWING = Duration.ofSeconds(1);

    private static final Duration CATCHING_UP = Duration.ofSeconds(4);

    /**
     * An open transaction.
     *
     * @param mark the mark at the end of the transaction
     */
    private record Commit(Mark mark, Future<?> pending) {}

    private final String name;
    private final ViewWriter writer;
    private final RecordFold log;
    private final long target;
    private final DeadLetters deadLetters;
    private final WorkerMeters meters;
    private final long begun = System.nanoTime();

    /** The dead letters since the last transaction. */
    private final List<ProducerRecord<byte[], byte[]>> parked = new ArrayList<>();

    private Mark committed;
    private @Nullable Commit commit;
    private Mark.@Nullable DeadLetter lastDead;
    private boolean restoring;
    private boolean open;
    private long openSince;
    private long records;
    private long bytes;

    /**
     * @param name the partition's name in messages
     * @param log the fold of the log, with nothing folded yet
     */
    public Folding(
            String name,
            Taken taken,
            RecordFold log,
            DeadLetters deadLetters,
            WorkerMeters meters) {
        this.name = name;
        this.log = log;
        this.deadLetters = deadLetters;
        this.meters = meters;
        writer = taken.writer();
        target = taken.logEnd();
        committed = taken.mark();
        lastDead = committed.lastDeadLetter();
        // a partition that has ended is not folded further
        restoring = committed.next() > 0 && !committed.ended();
        if (!restoring) {
            restored();
        }
    }

    /** The next offset of the log to read. */
    public long next() {
        return committed.ended() ? committed.next() : log.next();
    }

    /** Whether events that the view already has are folded again. */
    public boolean isRestoring() {
        return restoring;
    }

    /**
     * Whether new events can be folded: the view has everything that the log had at the takeover
     * or, if the partition has ended, everything that belongs to the version.
     */
    public boolean isCaughtUp() {
        return !restoring && (committed.ended() || committed.next() >= target);
    }

    /** Whether the rest of the log does not belong to the version. */
    public boolean isEnded() {
        return committed.ended() || log.isEnded();
    }

    /** Whether there are folded events that are not in a transaction. */
    public boolean isOpen() {
        return open;
    }

    /**
     * Returns the time since the first event that is not in a transaction; undefined if there is
     * none.
     */
    public Duration openFor() {
        return Duration.ofNanos(System.nanoTime() - openSince);
    }

    /**
     * Whether a transaction has begun and has not ended. The next one starts only after its end.
     */
    public boolean isCommitting() {
        return commit != null;
    }

    /**
     * @param polled the records of the log from the next offset on
     */
    public void fold(List<ConsumerRecord<byte[], byte[]>> polled) {
        var restored = restoring ? restore(polled) : 0;
        if (restored < polled.size() && !isEnded()) {
            foldNew(polled.subList(restored, polled.size()));
        }
    }

    /** Whether a commit is due, by the number of events or by time. */
    public boolean isDue() {
        var longest = isCaughtUp() ? FOLLOWING : CATCHING_UP;
        return isEnded()
                || records >= MOST_RECORDS
                || bytes >= MOST_BYTES
                || openFor().compareTo(longest) >= 0;
    }

    /**
     * Returns the number of records that are not in the view.
     *
     * @param unread the number of known records that are not folded; empty until the log has
     *     answered once
     */
    public long lag(OptionalLong unread) {
        if (isEnded()) {
            return next() - committed.next();
        }
        var end = unread.isPresent() ? next() + unread.getAsLong() : Math.max(next(), target);
        return end - committed.next();
    }

    /**
     * Writes the documents that changed since the last transaction, and the dead letters. Another
     * thread waits for the broker, and folding continues meanwhile.
     */
    public void commit(ConsumerGroupMetadata group, ExecutorService beside) {
        var since = System.nanoTime();
        log.fold().publish(writer);
        parked.forEach(writer::park);
        var dead = parked.size();
        var all = committed.deadLetters() + dead;
        var mark = new Mark(log.next(), all, log.recorded(), lastDead, log.isEnded());
        commit =
                new Commit(
                        mark,
                        beside.submit(
                                () -> {
                                    writer.commit(mark, group);
                                    meters.committed(System.nanoTime() - since, dead);
                                }));
        parked.clear();
        open = false;
        records = 0;
        bytes = 0;
    }

    /**
     * Notes a transaction that has ended.
     *
     * @return whether a transaction has ended
     * @throws KafkaException if the transaction failed
     */
    public boolean settle() {
        return commit != null && commit.pending.isDone() && await();
    }

    /** Like {@link #settle}, and waits for the transaction. */
    public boolean await() {
        if (commit == null) {
            return false;
        }
        BrokerRequests.await(commit.pending);
        committed = commit.mark;
        commit = null;
        return true;
    }

    /** Closes the writer's producer if it was idle for this time. */
    public void rest(Duration idle) {
        // another thread uses the writer during a commit
        if (commit == null && !restoring) {
            writer.rest(idle);
        }
    }

    /** Waits until an open transaction has ended, with or without success. */
    @Override
    public void abandon() {
        try {
            await();
        } catch (RuntimeException e) {
            LOG.debug("{}: dropped", name, e);
        }
        writer.abandon();
    }

    /**
     * Restores records. Their dead letters were written and counted at the first fold.
     *
     * @return the number of these records that the view has
     */
    private int restore(List<ConsumerRecord<byte[], byte[]>> polled) {
        var n = 0;
        while (n < polled.size() && polled.get(n).offset() < committed.next()) {
            var _ = log.fold(polled.get(n++));
            if (log.isEnded()) {
                throw new VersionStopped(
                        "%s ends at offset %d of the log, but its view was folded up to offset %d, so this is not the log of the view. Restore the log of the view, or build a new version from this log"
                                .formatted(name, log.next(), committed.next()));
            }
        }
        if (n < polled.size() || log.next() >= committed.next()) {
            restored();
        }
        return n;
    }

    private void restored() {
        restoring = false;
        log.fold().restored();
        var took = Duration.ofNanos(System.nanoTime() - begun);
        meters.restored(took);
        LOG.info("{}: folding from offset {}, restored in {} ms", name, next(), took.toMillis());
    }

    private void foldNew(List<ConsumerRecord<byte[], byte[]>> polled) {
        if (!open) {
            open = true;
            openSince = System.nanoTime();
        }
        var before = log.next();
        for (var record : polled) {
            var refused = log.fold(record);
            if (log.isEnded()) {
                break;
            }
            records++;
            bytes += record.value() == null ? 0 : record.value().length;
            if (refused != null) {
                parked.add(deadLetters.of(record, refused));
                lastDead = new Mark.DeadLetter(record.offset(), refused);
            }
        }
        meters.folded(log.next() - before);
    }
}
