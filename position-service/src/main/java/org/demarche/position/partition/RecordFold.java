package org.demarche.position.partition;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.ReportEvent;
import org.demarche.model.fold.Outcome;
import org.demarche.position.projection.Fold;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one partition from the log's beginning, and folds those that belong to the
 * version. It writes nothing. So the same log gives the same heap, whatever other workers have
 * written already.
 */
public final class RecordFold {

    private final Fold fold;
    private final boolean whole;
    private final Instant until;
    private final ReportCodec codec;
    private long next;
    private Instant recorded = Instant.EPOCH;
    private boolean ended;

    /**
     * @param codec the codec of the thread that folds
     */
    public RecordFold(VersionSpec spec, ReportCodec codec) {
        this.codec = codec;
        fold = spec.open();
        whole = spec.projection().readsWholeReports();
        until = spec.until();
    }

    Fold fold() {
        return fold;
    }

    /** The offset of the log after the last folded record. */
    long next() {
        return next;
    }

    /** Returns the latest instant of recording so far. */
    Instant recorded() {
        return recorded;
    }

    /** Whether the rest of the log does not belong to the version. */
    boolean isEnded() {
        return ended;
    }

    /**
     * Folds a record, if it belongs to the version. The partition ends at the first record after
     * the version's last instant, because instants in the log never go back. The instants of
     * restored records may go back, if the records come from several partitions. So late ones among
     * them are left out one by one.
     *
     * @return the reason why the record cannot be folded; null if it can be folded, or does not
     *     belong to the version
     */
    @Nullable String fold(ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() < next) {
            throw new IllegalStateException(
                    "%s-%d: offset %d was read after offset %d was folded"
                            .formatted(
                                    record.topic(), record.partition(), record.offset(), next - 1));
        }
        String refused = null;
        try {
            var at = ReportCodec.recorded(record, recorded);
            var late = at.isAfter(until);
            if (late && ReportCodec.recordedOriginal(record).isEmpty()) {
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
