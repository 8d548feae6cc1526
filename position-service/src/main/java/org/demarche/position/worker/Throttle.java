package org.demarche.position.worker;

import java.time.Duration;

/**
 * The number of due events at a rate. Events that were due and not taken stay due only for a
 * moment, so that a delayed worker does not catch up all at once.
 */
final class Throttle {

    private static final double MOMENT_SECONDS = 0.1;
    private static final double NANOS_A_SECOND = Duration.ofSeconds(1).toNanos();

    private long asked;
    private double due;

    /**
     * @param now as of System.nanoTime
     */
    Throttle(long now) {
        asked = now;
    }

    /** If less than one event is due, waits until a whole one is. */
    int due(double perSecond, long now) {
        var since = (now - asked) / NANOS_A_SECOND;
        due = Math.min(due + since * perSecond, Math.max(1, perSecond * MOMENT_SECONDS));
        asked = now;
        return (int) due;
    }

    void taken(int events) {
        due -= events;
    }
}
