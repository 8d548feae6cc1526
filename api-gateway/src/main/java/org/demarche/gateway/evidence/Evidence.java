package org.demarche.gateway.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every readable record of the log, stored once for all versions. A version sees the records below
 * its {@link Horizon}. The fold that reads a record decides whether it counts.
 */
public final class Evidence implements AutoCloseable {

    static final String FILLED_AGAIN =
            "The gateway's evidence was damaged, and is being filled again from the log";

    static final String UNREADABLE =
            "The gateway cannot read its evidence, and opens it again: its log has the cause";

    private static final Logger LOG = LoggerFactory.getLogger(Evidence.class);

    private final StoreFolder folder;
    private final EvidenceFollower follower;
    private final LongSupplier reserve;

    private Evidence(StoreFolder folder, EvidenceFollower follower, LongSupplier reserve) {
        this.folder = folder;
        this.follower = follower;
        this.reserve = reserve;
    }

    /**
     * Begins to read the log, after the last record in the store.
     *
     * @param directory a folder that only this gateway uses; null for a temporary one, which is
     *     deleted when the process ends
     * @param reserve the bytes of the disk that must stay free for others; asked each time
     * @throws IllegalStateException if another process uses the folder, or if it cannot be used
     */
    public static Evidence start(
            KafkaConfig config, Admin admin, @Nullable Path directory, LongSupplier reserve) {
        var folder = directory == null ? StoreFolder.takeOwn() : StoreFolder.take(directory);
        var follower = EvidenceFollower.start(config, admin, folder, reserve);
        return new Evidence(folder, follower, reserve);
    }

    /**
     * Returns a future that completes when the partition is stored up to this offset, exclusive.
     * For a partition that has lost its end, the future completes when all that is left is stored.
     * It fails if the gateway stops reading the log. Cancel it if you no longer wait for it.
     */
    public CompletableFuture<Void> reached(int partition, long next) {
        return follower.reached(partition, next);
    }

    /** The offset after the last stored record, by partition. */
    public List<Long> next() {
        return follower.read().stream().map(ReadUpTo::next).toList();
    }

    /** The number of records that this process has read from the log. */
    public long taken() {
        return follower.taken();
    }

    /** The failure that ended the reading of the log, if one did. */
    public Optional<Throwable> failure() {
        return follower.failure();
    }

    /** The trouble that delays the reading now, if any; the gateway tries again. */
    public Optional<String> trouble() {
        return follower.trouble();
    }

    /**
     * Returns all records of an actor and issue, by report. The records of a report are in the
     * order of the log.
     */
    public List<EvidenceRecord> of(Subject subject, Horizon horizon) {
        return stored(records -> records.of(subject, horizon), List.of());
    }

    /** All records of a report, in the order of the log. */
    public List<EvidenceRecord> of(ReportId report, Horizon horizon) {
        return stored(records -> records.of(report, horizon), List.of());
    }

    /**
     * Finds the last record with this id that cannot be read, and describes its place and the
     * reason.
     */
    public Optional<String> unreadable(ReportId report) {
        return stored(records -> records.unreadable(report), Optional.empty());
    }

    /** Returns all records of the reports that attest a statement, or once did. */
    public List<EvidenceRecord> of(StatementId statement, Horizon horizon) {
        return stored(records -> records.of(statement, horizon), List.of());
    }

    /**
     * Returns by partition the offset of the last record of an actor and issue below the marks.
     * While these offsets stay the same, the records stay the same.
     */
    public Map<Integer, Long> last(Subject subject, Horizon horizon) {
        return stored(records -> records.last(subject, horizon), Map.of());
    }

    /** The number of stored records of an actor and issue; a version may see fewer. */
    public int count(Subject subject) {
        return facts(subject).count();
    }

    /**
     * Whether a record of an actor and issue ever named an outlet, origin or actor that the test
     * accepts.
     */
    public boolean hasNamed(Subject subject, Predicate<String> such) {
        return facts(subject).haveNamed(such);
    }

    /** Returns all actors and issues that a report was ever about, with the ids from its filing. */
    public NavigableSet<Subject> subjects() {
        return stored(StoredRecords::subjects, new TreeSet<>());
    }

    /** Returns the actors and issues of all reports in which this actor ever ascribed a stance. */
    public NavigableSet<Subject> ascribedBy(String actor) {
        return stored(records -> records.ascribedBy(actor), new TreeSet<>());
    }

    /** The actors and issues with a report that ever named this utterance. */
    public NavigableSet<Subject> uttering(String utterance) {
        return stored(records -> records.uttering(utterance), new TreeSet<>());
    }

    /** The actors and issues with a report that ever had this word in its summary or quote. */
    public NavigableSet<Subject> having(String word) {
        return stored(records -> records.having(word), new TreeSet<>());
    }

    /**
     * Visits the retractions that a version sees, the latest first, until {@code more} is false.
     *
     * @param after the retraction just before the first wanted one; null to begin with the latest
     */
    public void retractions(
            @Nullable RetractionPlace after, Horizon horizon, Predicate<RetractionPlace> more) {
        stored(
                records -> {
                    records.retractions(
                            after,
                            one ->
                                    !horizon.isAbove(one.partition(), one.offset())
                                            || more.test(one));
                    return true;
                },
                false);
    }

    /**
     * Returns the name of the log, which is Kafka's id of its topic. No other log has this name.
     *
     * @throws Refusal 503 before the gateway has read the log for the first time
     */
    public String log() {
        return follower.log()
                .orElseThrow(() -> unavailable("The gateway has not read the log yet"));
    }

    /**
     * Returns the bytes that the store may still use on its disk; NaN if the disk does not tell.
     */
    public double room() {
        try {
            return Math.max(0, folder.free() - reserve.getAsLong());
        } catch (IOException _) {
            return Double.NaN;
        }
    }

    /** The bytes of the store on disk. */
    public long bytes() {
        var records = follower.records();
        return records == null ? 0 : records.bytes();
    }

    private PairFacts facts(Subject subject) {
        return stored(records -> records.facts(subject), PairFacts.NOTHING);
    }

    /**
     * Reads the store. Before the store is open, no version has read anything, so the answer is
     * empty.
     *
     * @throws Refusal 503 if the store cannot be read, or has less than it had before it was
     *     damaged
     */
    private <T> T stored(Function<StoredRecords, T> read, T nothing) {
        // taken before the check: records taken after it could already be those of a store that is
        // filled again
        var records = follower.records();
        if (follower.isFilledAgain()) {
            throw unavailable(FILLED_AGAIN);
        }
        try {
            return records == null ? nothing : read.apply(records);
        } catch (UnreadableStore e) {
            LOG.warn("The evidence cannot be read: {}", e.getMessage());
            throw unavailable(UNREADABLE);
        }
    }

    private static Refusal unavailable(String why) {
        return new Refusal(Problem.unavailable(why));
    }

    @Override
    public void close() {
        follower.close();
        var records = follower.records();
        if (records != null) {
            records.close();
        }
        folder.close();
    }
}
