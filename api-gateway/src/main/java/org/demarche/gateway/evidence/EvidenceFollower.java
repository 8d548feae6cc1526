package org.demarche.gateway.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.PollPause;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log of reports into the store on one thread. It begins after the last record in the
 * store, and reads each record once. To store a batch a second time changes nothing.
 *
 * <p>If Kafka does not answer, or the disk is full, it tries again until it is closed.
 */
final class EvidenceFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceFollower.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TO_STOP = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final ReportLogReader log;
    private final StoreFolder folder;
    private final LongSupplier reserve;
    private final Thread thread;
    private final ReadProgress progress;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReportCodec codec;
    private volatile @Nullable StoredRecords records;

    /**
     * The time of the last look at lost ends, by System.nanoTime. Only the reading thread uses it.
     */
    private long looked = System.nanoTime();

    private volatile @Nullable String name;
    private final AtomicLong taken = new AtomicLong();
    private volatile @Nullable String trouble;
    private volatile @Nullable Throwable failure;

    /**
     * Starts the reading.
     *
     * @param reserve the bytes of the disk that must stay free for others; asked each time
     */
    static EvidenceFollower start(
            KafkaConfig config, Admin admin, StoreFolder folder, LongSupplier reserve) {
        var follower = new EvidenceFollower(config, admin, folder, reserve);
        follower.thread.start();
        return follower;
    }

    private EvidenceFollower(
            KafkaConfig config, Admin admin, StoreFolder folder, LongSupplier reserve) {
        this.folder = folder;
        this.reserve = reserve;
        codec = new ReportCodec(config.partitions());
        log = new ReportLogReader(config, admin);
        progress = new ReadProgress(config.partitions());
        thread = Thread.ofPlatform().daemon().name("evidence").unstarted(this::run);
    }

    /** The stored records; null until the store is open. */
    @Nullable StoredRecords records() {
        return records;
    }

    /** The name of the log; empty until it is known. */
    Optional<String> log() {
        return Optional.ofNullable(name);
    }

    /** The offsets read, by partition. */
    List<ReadUpTo> read() {
        return progress.read();
    }

    CompletableFuture<Void> reached(int partition, long next) {
        return progress.reached(partition, next);
    }

    /** The number of records that were read. */
    long taken() {
        return taken.get();
    }

    /** The failure that ended the reading, if one did. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** The trouble that delays the reading now, if any. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble)
                .or(() -> Optional.of(Evidence.FILLED_AGAIN).filter(_ -> isFilledAgain()));
    }

    /** Whether the store had more before it was damaged. */
    boolean isFilledAgain() {
        return progress.isFilledAgain();
    }

    @Override
    public void close() {
        closing.countDown();
        log.wakeUp();
        try {
            thread.join(TO_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            StoreLibrary.load(folder.library());
            while (closing.getCount() > 0) {
                follow();
            }
        } catch (WakeupException _) {
            LOG.debug("Closing the reader of {}", log);
        } catch (Throwable e) { // if an Error ends the reading, it must be reported, too
            fail(e);
        } finally {
            progress.stop(new CancellationException("The reader of " + log + " is closed"));
            log.close();
        }
    }

    /** Opens the store and follows the log. Returns when the store must be opened again. */
    private void follow() throws InterruptedException {
        try {
            var stored = begin();
            while (closing.getCount() > 0 && !stored.hasFailed()) {
                var polled = log.poll();
                if (!polled.isEmpty()) {
                    store(stored, polled);
                }
                PollPause.after(polled);
                letGoOfLost();
            }
            if (stored.hasFailed()) {
                stored.close();
            }
        } catch (DamagedStore | UnreadableStore e) {
            trouble = Evidence.UNREADABLE;
            LOG.warn("The evidence in {} is opened again: {}", folder.store(), e.getMessage());
            var left = records;
            if (left != null) {
                left.close();
            }
            pause();
        }
    }

    /**
     * Completes the futures that wait for records which a partition has lost with its end: a view
     * may have folded these records before the loss. It looks only now and then, because most
     * futures wait only for a moment.
     */
    private void letGoOfLost() throws InterruptedException {
        if (System.nanoTime() - looked < BETWEEN_LOOKS.toNanos()) {
            return;
        }
        looked = System.nanoTime();
        // first the wanted offsets, then the ends, because the log may grow in between
        var waited = progress.wanted();
        if (waited.isEmpty()) {
            return;
        }
        insisting(() -> log.ends(waited.keySet()))
                .forEach(
                        (partition, end) -> {
                            var wanted = waited.getOrDefault(partition, 0L);
                            if (end < wanted) {
                                progress.letGo(partition, end, wanted);
                            }
                        });
    }

    private void fail(Throwable why) {
        LOG.error("Stopped reading {}: {}", log, why.getMessage(), why);
        failure = why;
        progress.stop(why);
    }

    private StoredRecords begin() throws InterruptedException {
        var known = insisting(log::known);
        name = known.topic().toString();
        var open = open(known);
        var stored = new StoredRecords(open);
        var from = from(known, open);
        trouble = null;
        // in this order, so that no offset counts as read before its records are in the store
        progress.restart();
        records = stored;
        progress.advance(from);
        var _ = insisting(() -> log.seek(from));
        return stored;
    }

    /**
     * Returns the progress of the store. Closes a store that cannot be read, because it is opened
     * again.
     */
    private static List<ReadUpTo> from(StoredLog known, EvidenceStore store) {
        try {
            return known.read(store);
        } catch (UnreadableStore e) {
            store.close();
            throw e;
        }
    }

    private EvidenceStore open(StoredLog known) throws InterruptedException {
        while (true) {
            try {
                return known.open(folder);
            } catch (NoRoom e) {
                hold(e);
            }
            pause();
        }
    }

    private <T> T insisting(Supplier<T> question) throws InterruptedException {
        var before = trouble;
        while (true) {
            try {
                var answer = question.get();
                trouble = before;
                return answer;
            } catch (RetriableException e) {
                trouble = "Kafka does not answer about %s: %s".formatted(log, e.getMessage());
                LOG.warn("{}; asking again", trouble);
            }
            pause();
        }
    }

    private void store(StoredRecords stored, Iterable<ConsumerRecord<byte[], byte[]>> polled)
            throws InterruptedException, DamagedStore {
        var intake = new EvidenceBatch(codec, stored::facts, stored::words, progress.read());
        polled.forEach(intake::take);
        while (true) {
            try {
                folder.requireRoom(reserve.getAsLong());
                stored.add(intake);
                break;
            } catch (NoRoom e) {
                hold(e);
            }
            pause();
        }
        if (trouble != null) {
            trouble = null;
            LOG.info("The evidence is stored again");
        }
        taken.addAndGet(intake.count());
        progress.advance(intake.read());
    }

    private void hold(NoRoom why) {
        if (trouble == null) {
            LOG.warn(
                    "The evidence cannot be stored in {}; the gateway tries again each second: {}",
                    folder.store(),
                    why.getMessage());
        }
        trouble =
                "The gateway cannot store more of the log in %s: %s"
                        .formatted(folder.store(), why.getMessage());
    }

    private void pause() throws InterruptedException {
        if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new WakeupException();
        }
    }
}
