package org.demarche.position.partition;

import java.time.Duration;

/**
 * The stage of a partition that waits for its takeover. A new partition does not wait. After each
 * failure in a row, a partition waits longer.
 *
 * @param until the end of the wait, by System.nanoTime
 */
public record Backoff(long until) implements Stage {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final int MOST_DOUBLINGS = 6;

    public static Backoff none() {
        return new Backoff(System.nanoTime());
    }

    /**
     * @param failures the number of failures in a row, at least 1
     */
    public static Backoff after(int failures) {
        var wait = FIRST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return new Backoff(System.nanoTime() + wait.toNanos());
    }

    public boolean isOver() {
        return System.nanoTime() - until >= 0;
    }

    @Override
    public void abandon() {
        // it has no resources
    }
}
