package org.demarche.gateway.export;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A stretch of a partition of the log.
 *
 * @param from the first offset; empty to begin with the first record of the partition
 * @param end the offset after the last record
 * @param highest the highest instant of recording before the stretch
 */
record LogStretch(int partition, OptionalLong from, long end, Instant highest) {

    static LogStretch whole(int partition, long end) {
        return new LogStretch(partition, OptionalLong.empty(), end, Instant.EPOCH);
    }

    static LogStretch behind(LogCursor cursor, long end) {
        return new LogStretch(
                cursor.partition(), OptionalLong.of(cursor.next()), end, cursor.highest());
    }
}
