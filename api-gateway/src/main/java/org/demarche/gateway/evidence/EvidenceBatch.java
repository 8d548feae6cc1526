package org.demarche.gateway.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.FoldNames;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.Subject;
import org.demarche.search.ReportWords;
import org.jspecify.annotations.Nullable;

/**
 * Collects records of the log for the store. All that is collected becomes one batch: the keys and
 * values for the records, and the offsets of the partitions, so that the store is always of one
 * state. An unreadable record is not stored, because the position service keeps it as a dead
 * letter. It still advances the clock of its partition, as it does in the position service.
 */
final class EvidenceBatch {

    private static final byte[] NOTHING = {};
    private static final HexFormat HEX = HexFormat.of();

    private final ReportCodec codec;
    private final Function<Subject, PairFacts> known;
    private final Function<Subject, Set<String>> knownWords;
    private final ReadUpTo[] read;
    private final Map<Subject, PairFacts> pairs = new HashMap<>();
    private final Map<Subject, Set<String>> words = new HashMap<>();
    private final Batch batch = new Batch();
    private int count;
    private boolean sealed;

    /**
     * @param known finds the facts that the store has about an actor and issue
     * @param knownWords finds words of an actor and issue that need not be stored again
     * @param read the progress of the store, by partition
     */
    EvidenceBatch(
            ReportCodec codec,
            Function<Subject, PairFacts> known,
            Function<Subject, Set<String>> knownWords,
            List<ReadUpTo> read) {
        this.codec = codec;
        this.known = known;
        this.knownWords = knownWords;
        this.read = read.toArray(ReadUpTo[]::new);
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
        count++;
        var partition = record.partition();
        var highest = read[partition].recorded();
        try {
            var at = ReportCodec.recorded(record, highest);
            highest = at.isAfter(highest) ? at : highest;
            take(codec.decode(record, at), record);
        } catch (UnreadableEvent e) {
            noteUnreadable(record, e);
        }
        read[partition] = new ReadUpTo(record.offset() + 1, highest);
    }

    /**
     * Notes the reason if a filing cannot be read, because its report is then missing. The position
     * service keeps the record as a dead letter.
     */
    private void noteUnreadable(ConsumerRecord<byte[], byte[]> record, UnreadableEvent why) {
        try {
            var id = ReportCodec.id(record.headers());
            if (id.number() != 0) {
                return; // the report can still be filed, because only a filing takes an id
            }
            var reason =
                    "offset %d of partition %d: %s"
                            .formatted(record.offset(), record.partition(), why.getMessage());
            batch.put(EvidenceKey.unreadable(id.report()), reason.getBytes(UTF_8));
        } catch (UnreadableEvent _) {
            // no request can name this report, because its id is unreadable, too
        }
    }

    private void take(ReportEvent event, ConsumerRecord<byte[], byte[]> record) {
        var subject = Subject.of(event.report());
        var stored = EvidenceRecord.of(event, record);
        batch.put(stored.key(), stored.value());
        if (event instanceof Retracted) {
            var place =
                    new RetractionPlace(
                            stored.recorded(), event.report(), record.partition(), record.offset());
            batch.put(EvidenceKey.retraction(place), NOTHING);
        }
        if (stored.statement() != null) {
            var statement = HEX.parseHex(stored.statement());
            batch.put(EvidenceKey.report(subject, statement, event.report().token()), NOTHING);
        }
        var body = body(event);
        if (body != null && body.utterance() != null) {
            batch.put(EvidenceKey.uttered(body.utterance(), subject), NOTHING);
        }
        if (body != null) {
            addWords(subject, ReportWords.of(body));
        }
        note(subject, record, names(event));
    }

    private void addWords(Subject subject, Set<String> all) {
        var had = knownWords.apply(subject);
        var fresh = all.stream().filter(word -> !had.contains(word)).toList();
        if (!fresh.isEmpty()) {
            words.computeIfAbsent(subject, _ -> new HashSet<>()).addAll(fresh);
        }
    }

    private void note(
            Subject subject, ConsumerRecord<byte[], byte[]> record, @Nullable FoldNames names) {
        var before = pairs.computeIfAbsent(subject, known);
        pairs.put(subject, before.plus(record.partition(), record.offset(), given(names)));
        var by = names == null ? null : names.spokenFor();
        if (by != null && !by.equals(subject.actor())) {
            batch.put(EvidenceKey.ascription(by, subject), NOTHING);
        }
    }

    /**
     * Returns the whole batch. After that nothing may be added; a second call returns the same
     * batch.
     */
    Batch batch() {
        if (sealed) {
            return batch;
        }
        sealed = true;
        pairs.forEach((subject, facts) -> batch.put(EvidenceKey.pair(subject), facts.encode()));
        words.forEach(
                (subject, all) ->
                        all.forEach(word -> batch.put(EvidenceKey.had(word, subject), NOTHING)));
        for (var partition = 0; partition < read.length; partition++) {
            batch.put(EvidenceKey.read(partition), read[partition].encode());
        }
        return batch;
    }

    /** The facts about actors and issues, as they are when the store has the batch. */
    Map<Subject, PairFacts> pairs() {
        return pairs;
    }

    /** The new words of actors and issues, as they are when the store has the batch. */
    Map<Subject, Set<String>> words() {
        return words;
    }

    /** The number of added records, readable or not. */
    int count() {
        return count;
    }

    /** The offsets of the partitions, as they are when the store has the batch. */
    List<ReadUpTo> read() {
        return List.of(read);
    }

    private static @Nullable FoldNames names(ReportEvent event) {
        return switch (event) {
            case Filed filed -> FoldNames.of(filed.body(), filed.resolved());
            case Corrected corrected -> FoldNames.of(corrected.body(), corrected.resolved());
            case Retracted _ -> null;
        };
    }

    private static @Nullable Report body(ReportEvent event) {
        return switch (event) {
            case Filed filed -> filed.body();
            case Corrected corrected -> corrected.body();
            case Retracted _ -> null;
        };
    }

    private static List<String> given(@Nullable FoldNames names) {
        return names == null
                ? List.of()
                : Stream.of(names.outlet(), names.origin(), names.spokenFor(), names.speaker())
                        .filter(Objects::nonNull)
                        .toList();
    }
}
