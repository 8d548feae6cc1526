package org.demarche.gateway.evidence;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * The progress of the reader in a partition of the log.
 *
 * @param next the offset after the last record
 * @param recorded the highest instant of recording so far, from which the clock of the partition
 *     continues; {@link Instant#EPOCH} before the first record
 */
record ReadUpTo(long next, Instant recorded) {

    static final ReadUpTo START = new ReadUpTo(0, Instant.EPOCH);

    byte[] encode() {
        return ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
                .putLong(next)
                .putLong(recorded.getEpochSecond())
                .putInt(recorded.getNano())
                .array();
    }

    static ReadUpTo decode(byte[] value) {
        var in = ByteBuffer.wrap(value);
        return new ReadUpTo(in.getLong(), Instant.ofEpochSecond(in.getLong(), in.getInt()));
    }
}
