package org.demarche.log;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The share of its time that a process may spend on results that nobody reads yet. It is 1 while
 * the machine has time left, and falls within a second when it has not.
 *
 * <p>A canary thread measures this: it asks to be woken each millisecond, and notes how late it
 * wakes. A read is woken several times on its way, so it suffers in the same way as the canary. The
 * canary sleeps while nobody asks for the share.
 */
public final class Headroom implements AutoCloseable {

    /** A smaller share would keep a transaction open for longer than Kafka allows. */
    static final double LEAST = 0.05;

    private static final Duration STEP = Duration.ofMillis(1);
    private static final Duration WINDOW = Duration.ofMillis(250);

    /** A read would notice a wake-up that is later than this. */
    private static final Duration LATE = Duration.ofMillis(1);

    /**
     * Virtual machines with time left had up to 12 late wake-ups in a hundred, however little a
     * replay worked. A window has some 210 of them, so it does not pass this limit by chance.
     */
    private static final double USUAL_LATE = 0.2;

    /** After a step back the share grows by this much with each quiet window. */
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

    /** The share of its time that a thread may work, from 0.05 to 1; any thread may ask. */
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

    /** The share of one window's wake-ups that were late. */
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

    /** Half the share if reads would suffer, else a little more than before. */
    static double next(double share, double lateness) {
        return lateness > USUAL_LATE ? Math.max(LEAST, share / 2) : Math.min(1, share + GROWTH);
    }
}
