package org.demarche.gateway.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.jspecify.annotations.Nullable;

/** The records of the log in a store. Only one thread may add records, and any number may read. */
final class StoredRecords implements AutoCloseable {

    /** The heap for facts about pairs, in bytes. */
    private static final long MOST_BYTES = 12L << 20;

    /**
     * The most words kept in the heap, about 100 bytes each. These words need not be stored again.
     */
    private static final long MOST_WORDS = 100_000;

    private final EvidenceStore store;
    private final Cache<Subject, PairFacts> facts =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_BYTES)
                    .<Subject, PairFacts>weigher((_, one) -> one.weight())
                    .build();

    private final Cache<Subject, Set<String>> words =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_WORDS)
                    .<Subject, Set<String>>weigher((_, some) -> 1 + some.size())
                    .build();

    StoredRecords(EvidenceStore store) {
        this.store = store;
    }

    void add(EvidenceBatch intake) throws NoRoom, DamagedStore {
        store.write(intake.batch());
        facts.putAll(intake.pairs());
        intake.words()
                .forEach(
                        (subject, some) -> {
                            var all = words.get(subject, _ -> new HashSet<>());
                            all.addAll(some);
                            words.put(subject, all); // put again, so that the cache weighs it again
                        });
    }

    /**
     * Some of the words that the store has for an actor and issue. Only the adding thread may ask.
     */
    Set<String> words(Subject subject) {
        var some = words.getIfPresent(subject);
        return some == null ? Set.of() : some;
    }

    /**
     * Returns all records of an actor and issue, by report. The records of a report are in the
     * order of the log.
     */
    List<EvidenceRecord> of(Subject subject, Horizon horizon) {
        var beginning = EvidenceKey.recordsOf(subject);
        return seen(
                beginning,
                key ->
                        new ReportId(
                                subject.actor(),
                                subject.issue(),
                                EvidenceKey.token(key, beginning.length)),
                horizon);
    }

    /** All records of a report, in the order of the log. */
    List<EvidenceRecord> of(ReportId report, Horizon horizon) {
        return seen(EvidenceKey.recordsOf(report), _ -> report, horizon);
    }

    /**
     * Finds the last record with this id that cannot be read, and describes its place and the
     * reason.
     */
    Optional<String> unreadable(ReportId report) {
        return Optional.ofNullable(store.get(EvidenceKey.unreadable(report)))
                .map(reason -> new String(reason, UTF_8));
    }

    /** Returns all records of the reports that attest a statement, or once did. */
    List<EvidenceRecord> of(StatementId statement, Horizon horizon) {
        var beginning = EvidenceKey.reportsOf(statement);
        var records = new ArrayList<EvidenceRecord>();
        store.scan(
                beginning,
                (key, _) -> {
                    var token = EvidenceKey.token(key, beginning);
                    var report = new ReportId(statement.holder(), statement.issue(), token);
                    records.addAll(of(report, horizon));
                });
        return records;
    }

    private List<EvidenceRecord> seen(
            byte[] beginning, Function<byte[], ReportId> report, Horizon horizon) {
        var records = new ArrayList<EvidenceRecord>();
        store.scan(
                beginning,
                (key, value) -> {
                    if (horizon.isAbove(EvidenceKey.partition(key), EvidenceKey.offset(key))) {
                        var record = EvidenceRecord.of(report.apply(key), key, value);
                        if (horizon.sees(record)) {
                            records.add(record);
                        }
                    }
                });
        return records;
    }

    PairFacts facts(Subject subject) {
        return facts.get(subject, this::stored);
    }

    private PairFacts stored(Subject subject) {
        var value = store.get(EvidenceKey.pair(subject));
        return value == null ? PairFacts.NOTHING : PairFacts.decode(value);
    }

    /**
     * Returns by partition the offset of the last record below the marks of a version, even if it
     * was recorded after the version's end.
     */
    Map<Integer, Long> last(Subject subject, Horizon horizon) {
        return facts(subject).last(horizon).orElseGet(() -> lastOfAll(subject, horizon));
    }

    private Map<Integer, Long> lastOfAll(Subject subject, Horizon horizon) {
        var last = new TreeMap<Integer, Long>();
        store.scan(
                EvidenceKey.recordsOf(subject),
                (key, _) -> {
                    var partition = EvidenceKey.partition(key);
                    var offset = EvidenceKey.offset(key);
                    if (horizon.isAbove(partition, offset)) {
                        last.merge(partition, offset, Math::max);
                    }
                });
        return last;
    }

    NavigableSet<Subject> subjects() {
        return subjects(EvidenceKey.PAIRS);
    }

    /** Returns the actors and issues of all reports in which this actor ever ascribed a stance. */
    NavigableSet<Subject> ascribedBy(String actor) {
        return subjects(EvidenceKey.ascribedBy(actor));
    }

    /** The actors and issues with a report that ever named this utterance. */
    NavigableSet<Subject> uttering(String utterance) {
        return subjects(EvidenceKey.uttering(utterance));
    }

    /** The actors and issues with a report that ever had this word in its summary or quote. */
    NavigableSet<Subject> having(String word) {
        return subjects(EvidenceKey.having(word));
    }

    private NavigableSet<Subject> subjects(byte[] beginning) {
        var subjects = new TreeSet<Subject>();
        store.scan(beginning, (key, _) -> subjects.add(EvidenceKey.subject(key, beginning)));
        return subjects;
    }

    /**
     * Visits the retractions, the latest first, until {@code more} is false.
     *
     * @param after the retraction just before the first wanted one; null to begin with the latest
     */
    void retractions(@Nullable RetractionPlace after, Predicate<RetractionPlace> more) {
        var beginning = EvidenceKey.RETRACTIONS;
        var last = after == null ? beginning : EvidenceKey.retraction(after);
        store.scanKeys(
                beginning,
                last,
                key -> Arrays.equals(key, last) || more.test(EvidenceKey.retraction(key)));
    }

    boolean hasFailed() {
        return store.hasFailed();
    }

    long bytes() {
        return store.bytes();
    }

    @Override
    public void close() {
        store.close();
    }
}
