package org.demarche.bench;

import java.util.List;
import java.util.Locale;
import org.demarche.bench.AsOfTimes.Measured;

/**
 * What a run of {@code bench as-of} found, as its JSON has it.
 *
 * @param samples of each time
 * @param pass what is kept answers below the limit, 99 times of 100
 */
record AsOfReport(
        int statements,
        int samples,
        double limitMicros,
        List<Read> reads,
        boolean pass,
        Machine machine) {

    static final double LIMIT_MICROS = 2_000;

    static AsOfReport of(int statements, int samples, List<Read> reads) {
        return new AsOfReport(
                statements,
                samples,
                LIMIT_MICROS,
                reads,
                reads.stream().allMatch(read -> read.kept().p99Micros() < LIMIT_MICROS),
                Machine.here());
    }

    /**
     * For one day of the history.
     *
     * @param cold nothing was read before: all steps
     * @param kept the events were read and folded before: the last two steps
     */
    record Read(String day, List<Step> steps, Times cold, Times kept) {

        static Read of(String day, Measured measured) {
            var cold = Times.of(measured.cold());
            return new Read(
                    day,
                    measured.steps().entrySet().stream()
                            .map(
                                    step -> {
                                        var times = Times.of(step.getValue());
                                        return new Step(
                                                step.getKey().name().toLowerCase(Locale.ROOT),
                                                times,
                                                Math.round(
                                                                1000
                                                                        * times.medianMicros()
                                                                        / cold.medianMicros())
                                                        / 1000.0);
                                    })
                            .toList(),
                    cold,
                    Times.of(measured.kept()));
        }
    }

    /**
     * @param share of the cold read's median, from 0 to 1
     */
    record Step(String step, Times times, double share) {}
}
