package org.demarche.gateway.evidence;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The futures that wait for offsets of partitions. */
public final class Waiting {

    private record One(int partition, long next, CompletableFuture<Void> done) {}

    private final List<One> all = new ArrayList<>();
    private @Nullable Throwable stopped;

    /**
     * Returns a future that completes when the partition has reached the offset.
     *
     * @param reached gives the present offset of the partition; it is asked under the lock, so that
     *     no advance is missed
     */
    public synchronized CompletableFuture<Void> until(
            int partition, long next, LongSupplier reached) {
        var done = new CompletableFuture<Void>();
        if (reached.getAsLong() >= next) {
            done.complete(null);
        } else if (stopped != null) {
            done.completeExceptionally(stopped);
        } else {
            all.removeIf(one -> one.done.isDone());
            all.add(new One(partition, next, done));
        }
        return done;
    }

    /** The furthest offset that a future waits for, by partition. */
    public synchronized Map<Integer, Long> furthest() {
        all.removeIf(one -> one.done.isDone());
        return all.stream().collect(toMap(One::partition, One::next, Math::max));
    }

    /**
     * Completes the futures up to this offset. Call it after the partition has reached the offset.
     */
    public void advance(int partition, long to) {
        var there = new ArrayList<One>();
        synchronized (this) {
            all.removeIf(one -> one.partition == partition && one.next <= to && there.add(one));
        }
        // completed outside the lock, because the waiting code then continues on this thread
        there.forEach(one -> one.done.complete(null));
    }

    /** Fails all futures, now and later. If it is called twice, the first reason counts. */
    public void stop(Throwable why) {
        List<One> left;
        synchronized (this) {
            if (stopped == null) {
                stopped = why;
            }
            left = List.copyOf(all);
            all.clear();
        }
        left.forEach(one -> one.done.completeExceptionally(why));
    }
}
