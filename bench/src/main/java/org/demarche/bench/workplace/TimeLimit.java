package org.demarche.bench.workplace;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.locks.LockSupport;
import org.demarche.bench.result.BenchException;

/**
 * When a measurement gives up.
 *
 * @param nanoTime by System.nanoTime
 */
public record TimeLimit(long nanoTime) {

    public static TimeLimit in(Duration time) {
        return new TimeLimit(System.nanoTime() + time.toNanos());
    }

    /** This one, or the end of this time if that is sooner. */
    public TimeLimit orIn(Duration time) {
        return left().compareTo(time) < 0 ? this : in(time);
    }

    Duration left() {
        return Duration.ofNanos(nanoTime - System.nanoTime());
    }

    /**
     * @throws BenchException once it is over
     */
    public void require() {
        if (left().isNegative()) {
            throw new BenchException(
                    "The time is over: run it alone with a greater --limit-minutes");
        }
    }

    /**
     * Waits without asking anything of the machine.
     *
     * @throws BenchException if the time is over before
     */
    public void pause(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        for (var left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            require();
            LockSupport.parkNanos(left);
        }
        require();
    }

    /** The same elements, with a check of the time before each. */
    public <T> Iterator<T> over(Iterator<T> all) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public T next() {
                require();
                return all.next();
            }
        };
    }
}
