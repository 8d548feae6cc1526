package org.demarche.gateway.evidence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;

/** What a store has of the log, in the words of the log. One thread adds, any number read. */
final class StoredRecords implements AutoCloseable {

    /** Of heap, for what is known of pairs. */
    private static final long MOST_BYTES = 12L << 20;

    private final EvidenceStore store;
    private final Cache<Subject, PairFacts> facts =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_BYTES)
                    .<Subject, PairFacts>weigher((_, one) -> one.weight())
                    .build();

    StoredRecords(EvidenceStore store) {
        this.store = store;
    }

    void add(Intake intake) throws NoRoom, DamagedStore {
        store.write(intake.batch());
        facts.putAll(intake.pairs());
    }

    /** All of an actor and issue, by report, and of each report in the order of the log. */
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

    /** In the order of the log. */
    List<EvidenceRecord> of(ReportId report, Horizon horizon) {
        return seen(EvidenceKey.recordsOf(report), _ -> report, horizon);
    }

    /** All of the reports that attest a statement, or once did. */
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
     * The offset of the last record that a version sees, or would if it had no end, by partition.
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

    /** Of whom and on what an actor has ever been reported to ascribe a stance. */
    NavigableSet<Subject> ascribedBy(String actor) {
        return subjects(EvidenceKey.ascribedBy(actor));
    }

    /** Of whom and on what a report has ever named this utterance. */
    NavigableSet<Subject> uttering(String utterance) {
        return subjects(EvidenceKey.uttering(utterance));
    }

    /** Of whom and on what a report has ever had this word in its summary or quote. */
    NavigableSet<Subject> having(String word) {
        return subjects(EvidenceKey.having(word));
    }

    private NavigableSet<Subject> subjects(byte[] beginning) {
        var subjects = new TreeSet<Subject>();
        store.scan(beginning, (key, _) -> subjects.add(EvidenceKey.subject(key, beginning)));
        return subjects;
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
