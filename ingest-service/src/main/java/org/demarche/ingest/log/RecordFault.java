package org.demarche.ingest.log;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;

/**
 * Reads a record of the log again, to find out why it cannot be decoded. The index reads only the
 * headers, so a record that no fold can read may have taken an id, too.
 */
public record RecordFault(RecordReader records) {

    /**
     * Returns the place of the record and the reason why it cannot be decoded. Returns empty if the
     * record is good, if Kafka is away, or if too many records are being read at this moment.
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
