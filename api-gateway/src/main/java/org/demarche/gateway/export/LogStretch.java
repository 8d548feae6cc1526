package org.demarche.gateway.export;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A stretch of a partition of the log.
 *
 * @param from its first offset; empty: where the partition begins
 * @param end behind its last offset
 * @param highest instant at which a record before it was recorded
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
