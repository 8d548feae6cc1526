package org.demarche.log;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Limits the share of its time that a thread works, so that other threads get processors: the
 * thread rests after each moment of work. A moment is short, because another thread may have to
 * wait for its end. Only one thread may use an instance.
 */
public final class DutyCycle {

    private static final long MOMENT = Duration.ofMillis(1).toNanos();

    /** A stop does not interrupt a rest, so no rest is long. */
    private static final long LONGEST_REST = Duration.ofSeconds(1).toNanos();

    private final DoubleSupplier share;
    private final LongSupplier clock;
    private long begun;

    /**
     * @param share the share of its time that the thread may work, above 0 and at most 1; asked
     *     before each rest
     */
    public DutyCycle(DoubleSupplier share) {
        this(share, System::nanoTime);
    }

    DutyCycle(DoubleSupplier share, LongSupplier clock) {
        this.share = share;
        this.clock = clock;
        begun = clock.getAsLong();
    }

    /** Begins a moment of work. The time before this call does not count as work. */
    public void begin() {
        begun = clock.getAsLong();
    }

    /** Rests if the thread has worked for a moment. Call this between two pieces of work. */
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
