package org.demarche.search;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time for work on a request, which ends then, done or not. It also ends when the working
 * thread was told to stop.
 *
 * @param nanoTime of {@link System#nanoTime}; null: it never ends
 */
record Patience(@Nullable Long nanoTime) {

    static final Patience ENDLESS = new Patience(null);

    static Patience in(Duration time) {
        return new Patience(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return nanoTime != null && (left() <= 0 || Thread.currentThread().isInterrupted());
    }

    /** The time left, in nanoseconds. */
    long left() {
        return nanoTime == null ? Long.MAX_VALUE : nanoTime - System.nanoTime();
    }
}
