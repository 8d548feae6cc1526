package org.demarche.bench.fresh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.demarche.bench.load.Loaded;
import org.demarche.bench.report.Samples;

/**
 * Does one thing at a fixed rate, whether or not those before have ended; its time counts from when
 * it was due.
 */
final class FixedRate {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private FixedRate() {}

    interface Probe {
        void send() throws Exception;
    }

    static Loaded run(Probe probe, int perSecond, Duration time) throws Exception {
        var sent = new ArrayList<Future<Long>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = System.nanoTime();
            var most = time.toNanos() * perSecond / SECOND;
            for (var n = 0L; n < most; n++) {
                var due = begun + n * SECOND / perSecond;
                for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                sent.add(
                        threads.submit(
                                () -> {
                                    probe.send();
                                    return System.nanoTime() - due;
                                }));
            }
        }
        var samples = new Samples();
        for (var one : sent) {
            samples.add(one.get());
        }
        return Loaded.timed(samples, time);
    }
}
