package org.demarche.bench;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.demarche.bench.OpenReader.Readings;

/**
 * Reads of what is live, without a replay beside it and with one.
 *
 * @param processorTimes of each process, so far
 * @param deadline by System.nanoTime
 */
record Reads(
        OpenReader reader,
        URI gateway,
        Supplier<Map<String, Duration>> processorTimes,
        long deadline) {

    private static final Set<String> STILL_BUILT = Set.of("replaying", "catching-up");
    private static final long BETWEEN_LOOKS = Duration.ofMillis(250).toNanos();

    /**
     * @param processor what each process took of it meanwhile
     */
    record Phase(String name, Duration took, Readings readings, Map<String, Duration> processor) {

        ReadsReport.Phase reported() {
            return ReadsReport.Phase.of(name, took, readings, processor);
        }
    }

    /**
     * @param replay how long it took
     */
    record Measured(Phase before, Phase during, Phase after, Duration replay) {

        /** The first of each phase that had any. */
        List<String> errors() {
            return Stream.of(before, during, after)
                    .map(phase -> phase.readings().firstError())
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    Measured measure(int warmUpSeconds, int quietSeconds) throws Exception {
        var first = beside("warm-up");
        Http.delete(first.version());
        var _ = quiet("warm-up", warmUpSeconds);
        var before = quiet("before", quietSeconds);
        var replay = beside("replay");
        return new Measured(before, replay.phase(), quiet("after", quietSeconds), replay.took());
    }

    /**
     * @param took until the gateway had all of it
     */
    private record Replay(Phase phase, URI version, Duration took) {}

    private record Built(URI version, Duration took) {}

    private Replay beside(String name) throws Exception {
        var end = new AtomicLong(deadline);
        try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
            var replay = side.submit(() -> replay(end));
            var during = phase(name, end::get);
            var built = whole(replay);
            return new Replay(during, built.version(), built.took());
        }
    }

    /** What went wrong in it is told as it was. */
    private static Built whole(Future<Built> replay) throws Exception {
        try {
            return replay.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private Phase quiet(String name, int seconds) throws Exception {
        var end = Math.min(deadline, System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
        return phase(name, () -> end);
    }

    private Phase phase(String name, LongSupplier end) throws Exception {
        var taken = processorTimes.get();
        var begun = System.nanoTime();
        var readings = reader.read(end);
        var took = Duration.ofNanos(System.nanoTime() - begun);
        if (System.nanoTime() - deadline > 0) {
            throw Workplace.timeIsOver();
        }
        var processor = new TreeMap<String, Duration>();
        processorTimes.get().forEach((who, time) -> processor.put(who, time.minus(taken.get(who))));
        return new Phase(name, took, readings, processor);
    }

    /**
     * @param end set when it is over, however that comes about
     */
    private Built replay(AtomicLong end) throws Exception {
        try {
            var begun = System.nanoTime();
            var replays = gateway.resolve("/v1/projections/positions/replays");
            var number = Http.post(replays, "{\"promote\":\"manual\"}").path("version").intValue();
            var version = gateway.resolve("/v1/projections/positions/versions/" + number);
            while (true) {
                var state = Http.get(version).path("state").textValue();
                if (state.equals("ready")) {
                    return new Built(version, Duration.ofNanos(System.nanoTime() - begun));
                }
                if (!STILL_BUILT.contains(state)) {
                    throw new BenchException("The replay is " + state);
                }
                if (System.nanoTime() - deadline > 0) {
                    throw Workplace.timeIsOver();
                }
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
        } finally {
            end.set(System.nanoTime());
        }
    }
}
