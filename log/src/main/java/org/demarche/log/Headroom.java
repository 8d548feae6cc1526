package org.demarche.log;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the share of its time that a process may spend on results that nobody reads yet. The
 * share is 1 while the machine has processor time left, and falls within a second when it has none
 * left.
 *
 * <p>A canary thread shows how busy the machine is: it asks to be woken each millisecond, and notes
 * how late it wakes. The threads that answer a read are also woken several times, so late wake-ups
 * slow down a read in the same way. The canary sleeps while nobody asks for the share.
 */
public final class Headroom implements AutoCloseable {

    /** A smaller share would keep a transaction open for longer than Kafka allows. */
    static final double LEAST = 0.05;

    private static final Duration STEP = Duration.ofMillis(1);
    private static final Duration WINDOW = Duration.ofMillis(250);

    /** A wake-up that is later than this counts as late, because it would slow down a read. */
    private static final Duration LATE = Duration.ofMillis(1);

    /**
     * The highest share of late wake-ups that is usual. On virtual machines with processor time
     * left, up to 12 % of the wake-ups were late, however little a replay worked. A window has some
     * 210 wake-ups, so it does not pass this limit by chance.
     */
    private static final double USUAL_LATE = 0.2;

    /**
     * After it was halved, the share grows by this much with each window that is within the limit.
     */
    private static final double GROWTH = 0.1;

    private final Thread canary = Thread.ofPlatform().daemon().name("canary").unstarted(this::run);
    private volatile double share = 1;
    private volatile boolean asked;
    private volatile boolean closed;

    public static Headroom start() {
        var headroom = new Headroom();
        headroom.canary.start();
        return headroom;
    }

    private Headroom() {}

    /**
     * Returns the share of its time that a thread may work, from 0.05 to 1. Any thread may call
     * this.
     */
    public double share() {
        if (!asked) {
            asked = true;
            LockSupport.unpark(canary);
        }
        return share;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(canary);
    }

    private void run() {
        while (!closed) {
            if (asked) {
                asked = false;
                share = next(share, lateness());
            } else {
                share = 1;
                LockSupport.park(this);
            }
        }
    }

    /** Measures the share of wake-ups that are late in one window. */
    private static double lateness() {
        var begun = System.nanoTime();
        var wakeUps = 0;
        var late = 0;
        for (var now = begun; now - begun < WINDOW.toNanos(); now = System.nanoTime()) {
            LockSupport.parkNanos(STEP.toNanos());
            wakeUps++;
            if (System.nanoTime() - now - STEP.toNanos() > LATE.toNanos()) {
                late++;
            }
        }
        return (double) late / wakeUps;
    }

    /**
     * Returns half the share if too many wake-ups were late, and otherwise a slightly higher share.
     */
    static double next(double share, double lateness) {
        return lateness > USUAL_LATE ? Math.max(LEAST, share / 2) : Math.min(1, share + GROWTH);
    }
}
