package org.demarche.gateway.evidence;

import java.time.Instant;

/**
 * The part of the log that one version sees: the records below its marks, up to the last instant
 * that belongs to the version. A read takes its horizon once, so that the whole answer is of one
 * state.
 *
 * @param next by partition, the offset after the last record that the version has folded
 * @param until the last instant of recording that belongs to the version
 */
@SuppressWarnings("ArrayRecordComponent") // the array is never compared or changed
public record Horizon(long[] next, Instant until) {

    /** A horizon before the first record of each partition. */
    public static Horizon nothing(int partitions) {
        return new Horizon(new long[partitions], Instant.MAX);
    }

    boolean isAbove(int partition, long offset) {
        return partition < next.length && offset < next[partition];
    }

    boolean sees(EvidenceRecord record) {
        return isAbove(record.partition(), record.offset()) && !record.recorded().isAfter(until);
    }
}
