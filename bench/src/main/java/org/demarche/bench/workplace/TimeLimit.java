package org.demarche.bench.workplace;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.locks.LockSupport;
import org.demarche.bench.result.BenchException;

/**
 * The time at which a measurement gives up.
 *
 * @param nanoTime the time, by System.nanoTime
 */
public record TimeLimit(long nanoTime) {

    public static TimeLimit in(Duration time) {
        return new TimeLimit(System.nanoTime() + time.toNanos());
    }

    /** Returns this limit, or one after the given time if that is sooner. */
    public TimeLimit orIn(Duration time) {
        return left().compareTo(time) < 0 ? this : in(time);
    }

    Duration left() {
        return Duration.ofNanos(nanoTime - System.nanoTime());
    }

    /**
     * @throws BenchException if the limit is over
     */
    public void require() {
        if (left().isNegative()) {
            throw new BenchException(
                    "The time limit is over: run this measurement alone with a greater --limit-minutes");
        }
    }

    /**
     * Waits without any use of the processor.
     *
     * @throws BenchException if the limit is over before
     */
    public void pause(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        for (var left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            require();
            LockSupport.parkNanos(left);
        }
        require();
    }

    /** Returns the same elements, and checks the limit before each of them. */
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
