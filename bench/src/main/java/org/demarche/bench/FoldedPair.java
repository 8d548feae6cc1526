package org.demarche.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.Outcome;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.position.Documents;
import org.demarche.position.Positions;
import org.jspecify.annotations.Nullable;

/**
 * One actor and issue in the position service's own fold. Its log lies in memory, so a text that
 * must be read again costs no way to the broker; its documents are made and dropped.
 */
final class FoldedPair implements Documents {

    /** Of the past, so many reports are published at once. */
    private static final int BATCH = 100;

    private static final String SOURCE = "/bench";

    private final ReportCodec codec = new ReportCodec();
    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private final Positions positions = new Positions((_, offset) -> log.get((int) offset));
    private int documents;
    private long bytes;

    /**
     * @param nanos to fold the event and to make the documents that it changes
     * @param documents put, removals among them
     * @param bytes of the documents
     */
    record Cost(long nanos, int documents, long bytes) {}

    static FoldedPair of(List<Filed> past) {
        var pair = new FoldedPair();
        for (var from = 0; from < past.size(); from += BATCH) {
            for (var report : past.subList(from, Math.min(from + BATCH, past.size()))) {
                pair.fold(report, pair.appended(report, 0));
            }
            pair.positions.publish(pair);
        }
        return pair;
    }

    Cost file(Filed report) {
        return cost(report, 0);
    }

    Cost retract(Retracted retraction) {
        return cost(retraction, 1);
    }

    @Override
    public void put(String key, byte @Nullable [] value, Header... headers) {
        documents++;
        bytes += value == null ? 0 : value.length;
    }

    /** The event is folded as it was read from its record, no part of it known before. */
    private Cost cost(ReportEvent event, int number) {
        var record = appended(event, number);
        var read = decoded(record);
        documents = 0;
        bytes = 0;
        var begun = System.nanoTime();
        fold(read, record);
        positions.publish(this);
        return new Cost(System.nanoTime() - begun, documents, bytes);
    }

    private void fold(ReportEvent event, ConsumerRecord<byte[], byte[]> record) {
        var outcome = positions.fold(event, record);
        if (!(outcome instanceof Outcome.Folded)) {
            throw new IllegalStateException("%s came to %s".formatted(event.report(), outcome));
        }
    }

    private ReportEvent decoded(ConsumerRecord<byte[], byte[]> record) {
        try {
            return codec.decode(record, Instant.ofEpochMilli(record.timestamp()));
        } catch (UnreadableEvent e) {
            throw new IllegalStateException(e);
        }
    }

    private ConsumerRecord<byte[], byte[]> appended(ReportEvent event, int number) {
        var sent = codec.encode("log", event, number, SOURCE);
        var record =
                new ConsumerRecord<>(
                        "log",
                        0,
                        log.size(),
                        event.recorded().toEpochMilli(),
                        TimestampType.LOG_APPEND_TIME,
                        sent.key().length,
                        sent.value().length,
                        sent.key(),
                        sent.value(),
                        sent.headers(),
                        Optional.empty());
        log.add(record);
        return record;
    }
}
