package org.demarche.position;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.Outcome;
import org.demarche.model.ReportEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one partition, from the log's beginning, and folds those that belong to the
 * version. Writes nothing, so the same log gives the same heap whoever has written of it already.
 */
final class RecordFold {

    private final Fold fold;
    private final boolean whole;
    private final Instant until;
    private final ReportCodec codec;
    private long next;
    private Instant recorded = Instant.EPOCH;
    private boolean ended;

    /**
     * @param codec of the thread that folds
     */
    RecordFold(Recipe recipe, ReportCodec codec) {
        this.codec = codec;
        fold = recipe.open();
        whole = recipe.projection().readsWholeReports();
        until = recipe.until();
    }

    Fold fold() {
        return fold;
    }

    /** The offset of the log after the last folded record. */
    long next() {
        return next;
    }

    /** The highest instant of recording so far. */
    Instant recorded() {
        return recorded;
    }

    /** Whether the rest of the log does not belong to the version. */
    boolean isEnded() {
        return ended;
    }

    /**
     * At the first record later than the last instant the partition ends, as none that the log
     * takes in steps back. Restored ones do, where they come from several partitions: of those the
     * late ones are left out, each by itself.
     *
     * @return why the record cannot be folded; null if it can be, or does not belong to the version
     */
    @Nullable String fold(ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() < next) {
            throw new IllegalStateException(
                    "%s-%d: offset %d comes after %d was folded"
                            .formatted(
                                    record.topic(), record.partition(), record.offset(), next - 1));
        }
        String refused = null;
        try {
            var at = ReportCodec.recorded(record, recorded);
            var late = at.isAfter(until);
            if (late && ReportCodec.recordedOriginal(record.headers()).isEmpty()) {
                ended = true;
                return null;
            }
            if (at.isAfter(recorded)) {
                recorded = at;
            }
            if (!late && fold.fold(read(record, at), record) instanceof Outcome.Refused(var why)) {
                refused = why;
            }
        } catch (UnreadableEvent e) {
            refused = String.valueOf(e.getMessage());
        }
        next = record.offset() + 1;
        return refused;
    }

    private ReportEvent read(ConsumerRecord<byte[], byte[]> record, Instant at)
            throws UnreadableEvent {
        return whole ? codec.decode(record, at) : codec.decodeForFold(record, at);
    }
}
