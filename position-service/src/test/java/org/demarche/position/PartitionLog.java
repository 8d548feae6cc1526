package org.demarche.position;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.fold.Outcome;
import org.demarche.position.projection.Fold;

/** One partition of a log in memory, and how it is folded. */
public final class PartitionLog {

    private static final ReportCodec CODEC = new ReportCodec();

    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    /**
     * @param recorded milliseconds
     */
    public PartitionLog(List<? extends ReportEvent> events, ToLongFunction<ReportEvent> recorded) {
        for (var event : events) {
            var sent = CODEC.encode("log", event, event instanceof Filed ? 0 : 1, "/test");
            records.add(
                    new ConsumerRecord<>(
                            "log",
                            0,
                            records.size(),
                            recorded.applyAsLong(event),
                            TimestampType.LOG_APPEND_TIME,
                            0,
                            0,
                            sent.key(),
                            sent.value(),
                            sent.headers(),
                            Optional.empty()));
        }
    }

    public int size() {
        return records.size();
    }

    /** For a fold that reads texts again. */
    public ConsumerRecord<byte[], byte[]> read(int partition, long offset) {
        return records.get((int) offset);
    }

    public Outcome fold(int offset, Fold fold) {
        var record = records.get(offset);
        return fold.fold(event(record, CODEC::decodeForFold), record);
    }

    /** Folds up to an offset, as a worker does that takes over there. */
    public Fold restored(Fold empty, int next) {
        for (var offset = 0; offset < next; offset++) {
            var _ = fold(offset, empty);
        }
        empty.restored();
        return empty;
    }

    List<ReportEvent> events() {
        return records.stream().map(record -> event(record, CODEC::decode)).toList();
    }

    private interface Decoding {
        ReportEvent of(ConsumerRecord<byte[], byte[]> record, Instant recorded)
                throws UnreadableEvent;
    }

    private static ReportEvent event(ConsumerRecord<byte[], byte[]> record, Decoding decoding) {
        try {
            return decoding.of(record, Instant.ofEpochMilli(record.timestamp()));
        } catch (UnreadableEvent e) {
            throw new AssertionError(e);
        }
    }
}
