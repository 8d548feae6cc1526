package org.demarche.gateway.evidence;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * The progress of the store, by partition of the log, and the futures that wait for more. Only the
 * reading thread changes it; any thread may ask.
 */
final class ReadProgress {

    private final Waiting waiting = new Waiting();
    private volatile List<ReadUpTo> read;

    /** The most that was ever read. Only the reading thread uses it. */
    private List<ReadUpTo> most;

    private volatile boolean filledAgain;

    ReadProgress(int partitions) {
        read = nothing(partitions);
        most = read;
    }

    List<ReadUpTo> read() {
        return read;
    }

    /** Whether the store had more before it was damaged. */
    boolean isFilledAgain() {
        return filledAgain;
    }

    CompletableFuture<Void> reached(int partition, long next) {
        return waiting.until(partition, next, () -> read.get(partition).next());
    }

    /** The furthest offset that a future waits for, by partition. */
    Map<Integer, Long> wanted() {
        return waiting.furthest();
    }

    /** Begins again with an opened store, whose progress is not known yet. */
    void restart() {
        most = most(read);
        read = nothing(most.size());
        filledAgain = isLess(read);
    }

    void advance(List<ReadUpTo> to) {
        var before = read;
        read = to;
        filledAgain = filledAgain && isLess(to);
        for (var partition = 0; partition < to.size(); partition++) {
            if (to.get(partition).next() > before.get(partition).next()) {
                waiting.advance(partition, to.get(partition).next());
            }
        }
    }

    /**
     * Completes futures that wait for more than a partition has, if the partition is read up to its
     * end.
     */
    void letGo(int partition, long end, long wanted) {
        if (read.get(partition).next() >= end) {
            waiting.advance(partition, wanted);
        }
    }

    void stop(Throwable why) {
        waiting.stop(why);
    }

    private List<ReadUpTo> most(List<ReadUpTo> here) {
        return IntStream.range(0, here.size())
                .mapToObj(one -> isLess(here, one) ? most.get(one) : here.get(one))
                .toList();
    }

    private boolean isLess(List<ReadUpTo> here) {
        return IntStream.range(0, here.size()).anyMatch(one -> isLess(here, one));
    }

    private boolean isLess(List<ReadUpTo> here, int partition) {
        return here.get(partition).next() < most.get(partition).next();
    }

    private static List<ReadUpTo> nothing(int partitions) {
        return Collections.nCopies(partitions, ReadUpTo.START);
    }
}
