package org.demarche.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.bench.OpenReader.Readings;

/**
 * What a run of {@code bench reads} found, as its JSON has it.
 *
 * @param share of its time that a worker may be at work for the replay
 * @param phases before the replay, during it and after it
 * @param withoutP99Millis the lower of those before and after: what else runs only adds
 * @param ratio of the p99 during the replay to that
 * @param replaySeconds from asking for it until the gateway has all of it
 * @param load of the machine over the minute before, this command's own beginning included; below 0
 *     where the system does not say
 */
record ReadsReport(
        int reports,
        long seed,
        int perSecond,
        double share,
        List<Phase> phases,
        double withoutP99Millis,
        double ratio,
        double ratioTarget,
        double replaySeconds,
        long replayEventsPerSecond,
        boolean pass,
        double load,
        Machine machine) {

    static final double RATIO_TARGET = 1.5;

    ReadsReport {
        phases = List.copyOf(phases);
    }

    /**
     * @param cores that each process kept busy
     */
    record Phase(
            String name,
            double seconds,
            int requests,
            int errors,
            double p50Millis,
            double p99Millis,
            double p999Millis,
            double maxMillis,
            Map<String, Double> cores) {

        static Phase of(
                String name, Duration took, Readings readings, Map<String, Duration> processor) {
            var times = readings.times();
            var seconds = took.toNanos() / 1e9;
            var cores = new TreeMap<String, Double>();
            processor.forEach(
                    (who, time) -> cores.put(who, rounded(time.toNanos() / 1e9 / seconds)));
            return new Phase(
                    name,
                    rounded(seconds),
                    times.size(),
                    readings.errors(),
                    millis(times, 0.5),
                    millis(times, 0.99),
                    millis(times, 0.999),
                    millis(times, 1),
                    cores);
        }
    }

    static double millis(Samples times, double share) {
        return rounded(times.quantileMicros(share) / 1e3);
    }

    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
