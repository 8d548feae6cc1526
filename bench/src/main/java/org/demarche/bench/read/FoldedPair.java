package org.demarche.bench.read;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.demarche.bench.result.MemoryLog;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.fold.Outcome;
import org.demarche.model.fold.Rule;
import org.demarche.position.projection.DocumentSink;
import org.demarche.position.projection.Positions;
import org.jspecify.annotations.Nullable;

/** One actor and issue in the fold of the position service. It drops the documents. */
final class FoldedPair implements DocumentSink {

    private final ReportCodec codec = new ReportCodec();
    private final MemoryLog log = new MemoryLog();
    private final Positions positions =
            new Positions((_, offset) -> log.at(offset), Rule.LATEST_OWN_2);
    private int documents;

    static FoldedPair of(List<Filed> past) {
        var pair = new FoldedPair();
        for (var report : past) {
            pair.fold(report, pair.log.append(report, 0));
        }
        pair.positions.restored();
        return pair;
    }

    /** Returns the nanoseconds for the fold of the report and the documents that it changes. */
    long file(Filed report) {
        return nanos(report, 0);
    }

    void retract(Retracted retraction) {
        var _ = nanos(retraction, 1);
    }

    @Override
    public void put(String key, byte @Nullable [] value, Header... headers) {
        documents++;
    }

    /**
     * Measures the fold of an event and the documents that it changes. The event is read from its
     * record before the measured time.
     */
    private long nanos(ReportEvent event, int number) {
        var record = log.append(event, number);
        var read = decoded(record);
        documents = 0;
        var begun = System.nanoTime();
        fold(read, record);
        positions.publish(this);
        var nanos = System.nanoTime() - begun;
        if (documents == 0) {
            throw new IllegalStateException("%s changed nothing".formatted(event.report()));
        }
        return nanos;
    }

    private void fold(ReportEvent event, ConsumerRecord<byte[], byte[]> record) {
        var outcome = positions.fold(event, record);
        if (!(outcome instanceof Outcome.Folded)) {
            throw new IllegalStateException("%s came to %s".formatted(event.report(), outcome));
        }
    }

    private ReportEvent decoded(ConsumerRecord<byte[], byte[]> record) {
        try {
            return codec.decodeForFold(record, Instant.ofEpochMilli(record.timestamp()));
        } catch (UnreadableEvent e) {
            throw new IllegalStateException(e);
        }
    }
}
