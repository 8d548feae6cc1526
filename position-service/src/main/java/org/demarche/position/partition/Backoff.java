package org.demarche.position.partition;

import java.time.Duration;

/**
 * A partition waits for its takeover: a new one not at all, others longer after each failure.
 *
 * @param until by System.nanoTime
 */
public record Backoff(long until) implements Stage {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final int MOST_DOUBLINGS = 6;

    public static Backoff none() {
        return new Backoff(System.nanoTime());
    }

    /**
     * @param failures in a row, at least 1
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
