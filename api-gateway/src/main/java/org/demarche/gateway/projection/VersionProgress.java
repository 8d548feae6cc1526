package org.demarche.gateway.projection;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a version, according to this gateway's copy.
 *
 * @param folded offsets of the log, all partitions together
 * @param total where the log ends; of a partition that has ended, where that was
 * @param eventsPerSecond that are folded; 0 of what nobody is to fold now
 * @param caughtUpIn seconds; null if nobody can tell
 * @param converging whether it is folded, and comes nearer to the log's end or has reached it
 * @param idleFor seconds since a partition moved that has something to fold; the longest
 * @param stuck one of them has not moved for long, and somebody should look
 * @param lastError what could not be folded or read last; null if nothing
 * @param hasBeginning it has all that the log had when this version was first seen
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

    /** The events that the other version has and this one lacks, in all partitions together. */
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

    /** The events of the log that it lacks. */
    long lag() {
        return total - folded;
    }
}
