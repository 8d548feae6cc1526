package org.demarche.model;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for a condition that something else brings about. The patience only keeps a broken build
 * from hanging.
 */
public final class Await {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BREATH = Duration.ofMillis(20);

    private Await() {}

    /**
     * @param what for the message, should it never come
     */
    public static <E extends Exception> void until(String what, Condition<E> condition) throws E {
        var end = System.nanoTime() + PATIENCE.toNanos();
        for (var pause = Duration.ofMillis(1); !condition.holds(); pause = longer(pause)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within 2 minutes: " + what);
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(BREATH) < 0 ? twice : BREATH;
    }

    public static void breathe() {
        LockSupport.parkNanos(BREATH.toNanos());
    }

    /**
     * @param <E> what asking may throw
     */
    @FunctionalInterface
    public interface Condition<E extends Exception> {

        boolean holds() throws E;
    }
}
