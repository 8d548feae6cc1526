package org.demarche.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.demarche.bench.MeasureCommand.Measured;
import org.jspecify.annotations.Nullable;

/**
 * What a run of {@code bench replay} found, as its JSON has it.
 *
 * @param ratio of the replay to the median of the limits
 * @param documents written to the view, a mark a transaction among them
 * @param documentBytes as sent, compressed
 * @param failures of takeovers or transactions, each of which restores a partition: on a sound
 *     machine none
 * @param limitCpuSeconds of the measuring process; unlike rates hardly moved by what else runs
 * @param gcSeconds of the replay
 * @param profile null unless asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplayReport(
        String projection,
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
        long failures,
        double limitCpuSeconds,
        double replayCpuSeconds,
        double gcSeconds,
        Machine machine,
        @Nullable List<Profile.Group> profile) {

    /** The first mark to reach: a quarter of what decoding alone would allow. */
    static final double RATIO_TARGET = 0.25;

    static final long LIVE_HEAP_TARGET_BYTES = 1_000_000_000;

    record LimitRuns(List<Long> runs, long median) {

        static LimitRuns of(List<Limit.Run> runs) {
            return new LimitRuns(
                    runs.stream().map(run -> Math.round(run.eventsPerSecond())).toList(),
                    Math.round(medianOf(runs, Limit.Run::eventsPerSecond)));
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
                command.projected.toString(),
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
                replay.failures(),
                rounded(medianOf(measured.limits(), Limit.Run::cpuSeconds)),
                rounded(replay.usage().cpuSeconds()),
                rounded(replay.usage().gcSeconds()),
                Machine.here(),
                profile);
    }

    private static double medianOf(List<Limit.Run> runs, ToDoubleFunction<Limit.Run> value) {
        var sorted = runs.stream().mapToDouble(value).sorted().toArray();
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
