package org.demarche.log.kafka;

/**
 * A partition of the log that has lost records which were read before, for example because a
 * segment is damaged.
 *
 * @param seen the offset after the last record that was read
 * @param end the offset after the last record that still exists
 */
public record LostEnd(int partition, long seen, long end) {

    @Override
    public String toString() {
        return "Partition %d of the log has lost events: it ends at offset %d, and was read up to offset %d before"
                .formatted(partition, end, seen);
    }
}
