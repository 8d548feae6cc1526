package org.demarche.bench.fresh;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.demarche.bench.load.Loaded;
import org.demarche.bench.result.Samples;
import org.jspecify.annotations.Nullable;

/**
 * Does one thing at a fixed rate, even if earlier ones have not ended. The time of each one counts
 * from the instant at which it was due.
 */
final class FixedRate {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private FixedRate() {}

    interface Probe {
        void send() throws Exception;
    }

    /** Sends probes, and stops at the first failure. */
    static Loaded run(Probe probe, int perSecond, Duration time) throws Exception {
        var times = new ConcurrentLinkedQueue<Long>();
        var failed = new AtomicReference<@Nullable Exception>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = System.nanoTime();
            var most = time.toNanos() * perSecond / SECOND;
            for (var n = 0L; n < most && failed.get() == null; n++) {
                var due = begun + n * SECOND / perSecond;
                for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                threads.execute(
                        () -> {
                            try {
                                probe.send();
                                times.add(System.nanoTime() - due);
                            } catch (Exception e) {
                                failed.compareAndSet(null, e);
                            }
                        });
            }
        }
        var first = failed.get();
        if (first != null) {
            throw first;
        }
        var samples = new Samples();
        times.forEach(samples::add);
        return Loaded.timed(samples, time);
    }
}
