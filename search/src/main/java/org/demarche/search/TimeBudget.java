package org.demarche.search;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time for work on a request, which ends then, done or not. It also ends when the working
 * thread was told to stop.
 *
 * @param nanoTime of {@link System#nanoTime}; null: it never ends
 */
record TimeBudget(@Nullable Long nanoTime) {

    static final TimeBudget ENDLESS = new TimeBudget(null);

    static TimeBudget in(Duration time) {
        return new TimeBudget(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return nanoTime != null && (left() <= 0 || Thread.currentThread().isInterrupted());
    }

    /** The time left, in nanoseconds. */
    long left() {
        return nanoTime == null ? Long.MAX_VALUE : nanoTime - System.nanoTime();
    }
}
