package org.demarche.bench.read;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.demarche.bench.load.HttpLoad;
import org.demarche.bench.load.Loaded;
import org.demarche.bench.load.RequestBytes;
import org.demarche.bench.workplace.PositionVersions;
import org.demarche.bench.workplace.PositionVersions.Built;
import org.demarche.bench.workplace.TimeLimit;

/**
 * Measures reads of the live version, without a replay and during one.
 *
 * @param processorTimes gives the processor time of each process so far
 */
record Reads(
        HttpLoad load,
        RequestBytes questions,
        int perSecond,
        PositionVersions versions,
        Supplier<Map<String, Duration>> processorTimes,
        TimeLimit deadline) {

    /**
     * @param processor the processor time that each process took in this phase
     */
    record Phase(String name, Duration took, Loaded loaded, Map<String, Duration> processor) {

        double millis(double share) {
            return loaded.millis(share);
        }
    }

    /**
     * @param replay the time of the replay
     */
    record Measured(Phase before, Phase during, Phase after, Duration replay) {

        List<Phase> phases() {
            return List.of(before, during, after);
        }

        /** The first error of each phase. */
        List<String> errors() {
            return Stream.of(before, during, after)
                    .map(phase -> phase.loaded().firstError())
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    Measured measure(int warmUpSeconds, int quietSeconds) throws Exception {
        var first = beside("warm-up");
        versions.cancel(first.built().version());
        var _ = quiet("warm-up", warmUpSeconds);
        var before = quiet("before", quietSeconds);
        var replay = beside("during");
        return new Measured(
                before, replay.phase(), quiet("after", quietSeconds), replay.built().took());
    }

    private record Replay(Phase phase, Built built) {}

    private Replay beside(String name) throws Exception {
        var end = new AtomicLong(deadline.nanoTime());
        try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
            var replay = side.submit(() -> replay(end));
            var during = phase(name, end::get);
            return new Replay(during, whole(replay));
        }
    }

    /** Returns the result of the replay, or throws the failure of the replay itself. */
    private static Built whole(Future<Built> replay) throws Exception {
        try {
            return replay.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /**
     * @param end is set when the replay is over, with or without success
     */
    private Built replay(AtomicLong end) throws Exception {
        try {
            return versions.ready();
        } finally {
            end.set(System.nanoTime());
        }
    }

    private Phase quiet(String name, int seconds) throws Exception {
        var end =
                Math.min(
                        deadline.nanoTime(),
                        System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
        return phase(name, () -> end);
    }

    private Phase phase(String name, LongSupplier end) throws Exception {
        var taken = processorTimes.get();
        var begun = System.nanoTime();
        var loaded = load.open(questions, perSecond, end);
        var took = Duration.ofNanos(System.nanoTime() - begun);
        deadline.require();
        var processor = new TreeMap<String, Duration>();
        processorTimes.get().forEach((who, time) -> processor.put(who, time.minus(taken.get(who))));
        return new Phase(name, took, loaded, processor);
    }
}
