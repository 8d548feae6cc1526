package org.demarche.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.demarche.bench.MeasureCommand.Measured;
import org.jspecify.annotations.Nullable;

/**
 * What a run of {@code bench replay} found, as its JSON has it.
 *
 * @param ratio of the replay to the median of the limits
 * @param documents written to the view, a mark a transaction among them
 * @param documentBytes as sent, compressed
 * @param profile null unless asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplayReport(
        long reports,
        long seed,
        int threads,
        long warmUpReports,
        double loadSeconds,
        LimitRuns limitEventsPerSecond,
        long replayEventsPerSecond,
        double replaySeconds,
        double ratio,
        double ratioTarget,
        long liveHeapBytes,
        long liveHeapTargetBytes,
        boolean pass,
        long documents,
        long documentBytes,
        long transactions,
        double serviceCpuSeconds,
        double gcSeconds,
        Machine machine,
        @Nullable List<Profile.Group> profile) {

    /** The first mark to reach: a quarter of what decoding alone would allow. */
    static final double RATIO_TARGET = 0.25;

    static final long LIVE_HEAP_TARGET_BYTES = 1_000_000_000;

    record LimitRuns(List<Long> runs, long median) {

        static LimitRuns of(List<Double> runs) {
            var sorted = runs.stream().sorted().toList();
            var middle = sorted.size() / 2;
            var median =
                    sorted.size() % 2 == 1
                            ? sorted.get(middle)
                            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
            return new LimitRuns(runs.stream().map(Math::round).toList(), Math.round(median));
        }
    }

    static ReplayReport of(
            ReplayCommand command,
            double loadSeconds,
            Measured measured,
            @Nullable List<Profile.Group> profile) {
        var replay = measured.replay();
        var limits = LimitRuns.of(measured.limits());
        var ratio = replay.eventsPerSecond() / limits.median();
        return new ReplayReport(
                command.reports,
                command.seed,
                command.threads,
                command.warmUpReports(),
                rounded(loadSeconds),
                limits,
                Math.round(replay.eventsPerSecond()),
                rounded(replay.seconds()),
                rounded(ratio),
                RATIO_TARGET,
                replay.liveHeapBytes(),
                LIVE_HEAP_TARGET_BYTES,
                ratio >= RATIO_TARGET && replay.liveHeapBytes() < LIVE_HEAP_TARGET_BYTES,
                replay.documents(),
                replay.bytes(),
                replay.transactions(),
                rounded(replay.cpuSeconds()),
                rounded(replay.gcSeconds()),
                Machine.here(),
                profile);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
