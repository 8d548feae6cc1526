package org.demarche.position.worker;

import java.time.Duration;

/**
 * Computes the number of due events at a rate. Events that were due and not taken stay due only for
 * a moment, so that a delayed worker does not fold them all in one burst.
 */
final class Throttle {

    private static final double MOMENT_SECONDS = 0.1;
    private static final double NANOS_A_SECOND = Duration.ofSeconds(1).toNanos();

    private long asked;
    private double due;

    /**
     * @param now the current time by System.nanoTime
     */
    Throttle(long now) {
        asked = now;
    }

    /** Returns the number of due events. A part of an event stays due until a whole one is due. */
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
