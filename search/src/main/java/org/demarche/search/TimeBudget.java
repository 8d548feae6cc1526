package org.demarche.search;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time limit of work on a request. The time is also over when the working thread is
 * interrupted.
 *
 * @param nanoTime the end, on the clock of {@link System#nanoTime}; null for no limit
 */
record TimeBudget(@Nullable Long nanoTime) {

    static final TimeBudget ENDLESS = new TimeBudget(null);

    static TimeBudget in(Duration time) {
        return new TimeBudget(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return nanoTime != null && (left() <= 0 || Thread.currentThread().isInterrupted());
    }

    /** Returns the time left, in nanoseconds. */
    long left() {
        return nanoTime == null ? Long.MAX_VALUE : nanoTime - System.nanoTime();
    }
}
