package org.demarche.log;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Limits a thread to a share of its time, so that other threads get processors: it rests after each
 * moment of work. A moment is short, because another thread may have to wait for its end. One
 * thread owns it.
 */
public final class DutyCycle {

    private static final long MOMENT = Duration.ofMillis(1).toNanos();

    /** A stop does not interrupt a rest, so no rest is long. */
    private static final long LONGEST_REST = Duration.ofSeconds(1).toNanos();

    private final DoubleSupplier share;
    private final LongSupplier clock;
    private long begun;

    /**
     * @param share of its time that it may be at work, above 0 and at most 1; asked each time
     */
    public DutyCycle(DoubleSupplier share) {
        this(share, System::nanoTime);
    }

    DutyCycle(DoubleSupplier share, LongSupplier clock) {
        this.share = share;
        this.clock = clock;
        begun = clock.getAsLong();
    }

    /** Forgets the time before, which was not work. */
    public void begin() {
        begun = clock.getAsLong();
    }

    /** Called between two pieces of work; rests if it is time. */
    public void restIfDue() {
        var worked = clock.getAsLong() - begun;
        if (worked < MOMENT) {
            return;
        }
        var rest = restAfter(worked, share.getAsDouble());
        if (rest > 0) {
            sleep(rest);
        }
        begin();
    }

    static long restAfter(long worked, double share) {
        return Math.min((long) (worked * (1 / share - 1)), LONGEST_REST);
    }

    private static void sleep(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
