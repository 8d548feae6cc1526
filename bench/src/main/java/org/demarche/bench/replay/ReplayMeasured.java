package org.demarche.bench.replay;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.demarche.bench.replay.ReplayBench.Replayed;
import org.demarche.bench.result.Figure;
import org.demarche.bench.result.Median;
import org.demarche.bench.twin.Twin.Twinned;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a replay, as the measuring process prints them.
 *
 * @param limits the runs of the limit, in their order
 * @param logBytes the size of the log on the broker's disk
 * @param viewBytes the size of the replay's view on the broker's disk
 * @param twin the figures of the twin; null unless asked for
 */
record ReplayMeasured(
        List<Limit.Run> limits,
        Replayed replay,
        long logBytes,
        long viewBytes,
        @Nullable Twinned twin) {

    private static final double LIVE_HEAP_MEGABYTES = 1_000;
    private static final double VIEW_TO_LOG = 0.15;
    private static final double TO_TWIN = 1.5;

    List<Figure> figures(ProjectionChoice projected) {
        var limit = median(limits, Limit.Run::eventsPerSecond);
        var figures = new ArrayList<Figure>();
        figures.add(
                Figure.of(
                        "limit",
                        limit,
                        "events/s",
                        "bare consumers that decode; runs: " + runs(limits)));
        figures.add(Figure.of("replay", replay.eventsPerSecond(), "events/s"));
        figures.add(
                Figure.of("replay to limit", replay.eventsPerSecond() / limit, "")
                        .atLeast(projected.toLimit()));
        figures.add(
                Figure.of(
                                "live heap",
                                megabytes(replay.liveHeapBytes()),
                                "MB",
                                "after a full collection, with every dossier in the heap")
                        .atMost(LIVE_HEAP_MEGABYTES));
        figures.add(
                Figure.of(
                                "view to log",
                                (double) viewBytes / logBytes,
                                "",
                                "on disk: %,d MB to %,d"
                                        .formatted(viewBytes / 1_000_000, logBytes / 1_000_000))
                        .atMost(VIEW_TO_LOG));
        figures.add(Figure.of("documents", (double) replay.documents(), "", "marks among them"));
        figures.add(Figure.of("transactions", (double) replay.transactions(), ""));
        figures.add(
                Figure.of(
                        "failures",
                        (double) replay.failures(),
                        "",
                        "each restores a partition; if there is one, the machine was too busy"));
        figures.add(Figure.of("time", replay.seconds(), "s"));
        figures.add(
                Figure.of(
                        "processor",
                        replay.usage().cpuSeconds(),
                        "s",
                        "collector %.1f; limit %.1f"
                                .formatted(
                                        replay.usage().gcSeconds(),
                                        median(limits, Limit.Run::cpuSeconds))));
        if (twin != null) {
            figures.addAll(twinned(twin));
        }
        return figures;
    }

    private List<Figure> twinned(Twinned twin) {
        return List.of(
                Figure.of(
                        "twin",
                        twin.eventsPerSecond(),
                        "events/s",
                        "%.1f s, processor %.1f s, %,d documents"
                                .formatted(twin.seconds(), twin.cpuSeconds(), twin.documents())),
                Figure.of("replay to twin", replay.eventsPerSecond() / twin.eventsPerSecond(), "")
                        .atLeast(TO_TWIN));
    }

    private static String runs(List<Limit.Run> runs) {
        return runs.stream()
                .map(run -> Figure.digits(Math.rint(run.eventsPerSecond())))
                .collect(joining(" · "));
    }

    private static double megabytes(long bytes) {
        return bytes / 1e6;
    }

    private static double median(List<Limit.Run> runs, ToDoubleFunction<Limit.Run> value) {
        return Median.of(runs.stream().mapToDouble(value).toArray());
    }
}
