package org.demarche.log.kafka;

/**
 * A partition of the log that holds less than was read of it before, as after a damaged segment.
 *
 * @param seen the offset after the last record that somebody has read
 * @param end the offset after the last record that is there
 */
public record LostEnd(int partition, long seen, long end) {

    @Override
    public String toString() {
        return "Partition %d of the log has lost events: it ends at offset %d, and was read up to offset %d before"
                .formatted(partition, end, seen);
    }
}
