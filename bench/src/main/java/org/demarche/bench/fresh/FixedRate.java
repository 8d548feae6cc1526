package org.demarche.bench.fresh;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.demarche.bench.load.Loaded;
import org.demarche.bench.report.Samples;

/** Does one thing at a fixed rate; its time counts from when it was due. */
final class FixedRate {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private FixedRate() {}

    interface Probe {
        void send() throws Exception;
    }

    static Loaded run(Probe probe, int perSecond, Duration time) throws Exception {
        var samples = new Samples();
        var begun = System.nanoTime();
        for (var n = 0L; ; n++) {
            var due = begun + n * SECOND / perSecond;
            for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            if (due - begun >= time.toNanos()) {
                return Loaded.timed(samples, time);
            }
            probe.send();
            samples.add(System.nanoTime() - due);
        }
    }
}
