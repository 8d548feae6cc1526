package org.demarche.ingest.log;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;

/**
 * Reads a record of the log once more, to say what is wrong with it. The index knows a record by
 * its headers alone, so one that no fold can read has taken an id as well.
 */
public record RecordFault(RecordReader records) {

    /**
     * The place of the record and the reason why it cannot be read; empty if it can be, if Kafka is
     * away, or if too many records are read at this moment.
     */
    public Optional<String> of(int partition, long offset) {
        return records.readAtOnce(partition, offset).flatMap(RecordFault::of);
    }

    private static Optional<String> of(ConsumerRecord<byte[], byte[]> record) {
        try {
            var _ = new ReportCodec().decode(record, Instant.EPOCH);
            return Optional.empty();
        } catch (UnreadableEvent e) {
            return Optional.of(
                    "offset %d of partition %d: %s"
                            .formatted(record.offset(), record.partition(), e.getMessage()));
        }
    }
}
