package org.demarche.acceptance;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition; the patience only keeps a broken build from hanging. */
final class Await {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Await() {}

    /**
     * @param what for the message, should it never come
     */
    static void until(String what, Callable<Boolean> condition) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) throw new AssertionError("waited in vain: " + what);
            breathe();
        }
    }

    static void breathe() {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
}
