package org.demarche.search;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When work for a request ends, done or not. It is over as well where whoever works for the request
 * was told to stop.
 *
 * @param nanoTime of {@link System#nanoTime}; null: it never ends
 */
record Deadline(@Nullable Long nanoTime) {

    static final Deadline NONE = new Deadline(null);

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return nanoTime != null && (left() <= 0 || Thread.currentThread().isInterrupted());
    }

    /** In nanoseconds. */
    long left() {
        return nanoTime == null ? Long.MAX_VALUE : nanoTime - System.nanoTime();
    }
}
