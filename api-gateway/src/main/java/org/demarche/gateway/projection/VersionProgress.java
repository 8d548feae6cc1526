package org.demarche.gateway.projection;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a version, according to this gateway's copy.
 *
 * @param folded the folded offsets of the log, all partitions together
 * @param total the end offsets of the log, all partitions together; for a partition in which the
 *     version has ended, the offset of its end
 * @param eventsPerSecond the folded events a second; 0 if no worker should fold the version now
 * @param caughtUpIn the seconds until the version has caught up; null if it does not come nearer to
 *     the log's end
 * @param converging whether the version is folded, and comes nearer to the log's end or has reached
 *     it
 * @param idleFor the longest time, in seconds, that a partition with events left to fold has made
 *     no progress
 * @param stuck whether {@code idleFor} is so long that somebody should look for the cause
 * @param lastError the reason why the copy cannot be read or why the last dead letter was written;
 *     null if there is neither
 * @param hasBeginning whether the version has everything that the log had when the gateway first
 *     measured this version
 */
record VersionProgress(
        long folded,
        long total,
        double eventsPerSecond,
        double growthPerSecond,
        @Nullable Double caughtUpIn,
        boolean converging,
        long documents,
        long deadLetters,
        double idleFor,
        boolean stuck,
        @Nullable String lastError,
        boolean hasBeginning,
        List<Part> partitions) {

    /** The progress of one partition. */
    record Part(
            int partition,
            long folded,
            long total,
            double eventsPerSecond,
            long deadLetters,
            double idleFor) {

        long lag() {
            return total - folded;
        }
    }

    VersionProgress {
        partitions = List.copyOf(partitions);
    }

    /**
     * Returns the number of events that the other version has and this one lacks, all partitions
     * together.
     */
    long behind(VersionProgress other) {
        return IntStream.range(0, partitions.size())
                .filter(partition -> partitions.get(partition).lag() > 0)
                .mapToLong(
                        partition ->
                                other.partitions.get(partition).folded()
                                        - partitions.get(partition).folded())
                .filter(behind -> behind > 0)
                .sum();
    }

    /** Returns the number of events of the log that the version lacks. */
    long lag() {
        return total - folded;
    }
}
