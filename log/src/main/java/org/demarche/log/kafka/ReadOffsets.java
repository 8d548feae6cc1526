package org.demarche.log.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A reader's offset in each partition, and the futures that wait for later offsets. */
final class ReadOffsets {

    private record Waiting(int partition, long next, CompletableFuture<Void> done) {}

    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private Map<Integer, Long> next = Map.of();
    private Map<Integer, Long> ends = Map.of();
    private @Nullable Throwable stopped;
    private @Nullable Throwable failure;

    CompletableFuture<Void> caughtUp() {
        return caughtUp.copy();
    }

    synchronized Map<Integer, Long> next() {
        return next;
    }

    synchronized Map<Integer, Long> ends() {
        return ends;
    }

    synchronized Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    synchronized CompletableFuture<Void> reached(int partition, long offset) {
        var done = new CompletableFuture<Void>();
        if (next.getOrDefault(partition, 0L) >= offset) {
            done.complete(null);
        } else if (stopped != null) {
            done.completeExceptionally(stopped);
        } else {
            waiting.removeIf(other -> other.done.isDone());
            waiting.add(new Waiting(partition, offset, done));
        }
        return done;
    }

    void start(Map<Integer, Long> ends) {
        synchronized (this) {
            this.ends = Map.copyOf(ends);
        }
        var all =
                ends.entrySet().stream()
                        .map(end -> reached(end.getKey(), end.getValue()))
                        .toArray(CompletableFuture<?>[]::new);
        var _ =
                CompletableFuture.allOf(all)
                        .whenComplete(
                                (_, fault) -> {
                                    if (fault == null) {
                                        caughtUp.complete(null);
                                    }
                                });
    }

    void advance(Map<Integer, Long> to) {
        var reached = new ArrayList<Waiting>();
        synchronized (this) {
            next = Map.copyOf(to);
            waiting.removeIf(
                    one -> {
                        var there = next.getOrDefault(one.partition, 0L) >= one.next;
                        return there && reached.add(one);
                    });
        }
        // completes the futures outside the lock, because their listeners run here
        reached.forEach(one -> one.done.complete(null));
    }

    void fail(Throwable why) {
        synchronized (this) {
            failure = why;
        }
        stop(why);
    }

    /** Ends all waits. If it is called twice, the first reason counts. */
    void stop(Throwable why) {
        List<Waiting> left;
        synchronized (this) {
            if (stopped != null) {
                return;
            }
            stopped = why;
            left = List.copyOf(waiting);
            waiting.clear();
        }
        left.forEach(one -> one.done.completeExceptionally(why));
        caughtUp.completeExceptionally(why);
    }
}
