package org.demarche.bench.replay;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Figure;
import org.demarche.bench.result.Median;
import org.demarche.bench.workplace.Measurement;
import org.demarche.bench.workplace.PositionVersions;
import org.demarche.bench.workplace.PositionVersions.Built;
import org.demarche.bench.workplace.PositiveNumber;
import org.demarche.bench.workplace.Stack;
import org.demarche.bench.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "http-replay",
        description = {
            "Measures a replay over HTTP.",
            "It starts replays of positions on idle stacks of `demarche up`, one stack with the seeds and one with invented reports, and waits until each version is live. For comparison, it folds the same reports in the way of `bench replay`."
        })
public final class HttpReplayCommand extends Measurement {

    private static final double TO_BENCH = 0.6;
    private static final double LEAST_SECONDS = 2;
    private static final double SECONDS_A_REPORT = 8.0 / 200_000;
    private static final String SEEDED = "seeded";
    private static final String FILLED = "filled";

    @Option(
            names = "--reports",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "How many reports (${DEFAULT-VALUE}).")
    int reports = 200_000;

    @Option(
            names = "--runs",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "The number of replays, one after the other. Their median counts. One more replay comes before them, and does not count (${DEFAULT-VALUE}).")
    int runs = 3;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "Workers of bench replay, by default one for each core (${DEFAULT-VALUE}).")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--position-services",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "How many position services share the partitions of the replay (${DEFAULT-VALUE}).")
    int positionServices = 1;

    public HttpReplayCommand(PrintStream out, PrintStream err) {
        super(out, err);
    }

    @Override
    protected BenchReport measure(Workplace workplace) throws Exception {
        say("Folding %,d reports as bench replay does …", reports);
        var bench =
                ReplayRun.prepare(workplace, seed, reports)
                        .measure(ProjectionChoice.POSITIONS, threads, false, false)
                        .replay()
                        .eventsPerSecond();
        workplace.stop(Workplace.BROKER);
        say("Starting a stack with the seeds …");
        var seeds = seconds(workplace.startStack(SEEDED, true));
        workplace.stop(SEEDED);
        say("Starting an empty stack and writing %,d reports …", reports);
        var stack = workplace.startStack(FILLED, false);
        stack.fill(seed, reports);
        for (var n = 2; n <= positionServices; n++) {
            workplace.startPositionService("position-" + n, stack.broker());
        }
        say("Replaying them %d times with %d position services …", runs + 1, positionServices);
        var seconds = seconds(stack);
        for (var n = 2; n <= positionServices; n++) {
            workplace.requireRunning("position-" + n);
        }
        var perSecond = reports / median(seconds);
        return BenchReport.of(
                "Replays over HTTP, of the seeds and of %,d reports, seed %d, position services: %d"
                        .formatted(reports, seed, positionServices),
                List.of(
                        Figure.of("bench replay", bench, "events/s", "of the same reports"),
                        Figure.of("http replay", perSecond, "events/s", "until it is live"),
                        Figure.of("http to bench", perSecond / bench, "").atLeast(TO_BENCH),
                        seconds("reports live after", seconds)
                                .atMost(Math.max(LEAST_SECONDS, SECONDS_A_REPORT * reports)),
                        seconds("seeds live after", seeds).atMost(LEAST_SECONDS)));
    }

    private double[] seconds(Stack stack) throws Exception {
        var versions = new PositionVersions(stack.gateway(), stack.deadline());
        var built = new ArrayList<Built>();
        for (var n = 0; n <= runs; n++) {
            built.add(versions.promoted());
        }
        return built.stream()
                .map(Built::took)
                .mapToDouble(Duration::toMillis)
                .map(ms -> ms / 1e3)
                .toArray();
    }

    /**
     * Returns the median of all runs except the first, in which Java compiles. {@code bench replay}
     * folds a smaller log first for the same reason.
     */
    private static Figure seconds(String name, double[] runs) {
        var all =
                Arrays.stream(runs)
                        .skip(1)
                        .mapToObj(HttpReplayCommand::digits)
                        .collect(joining(" · "));
        return Figure.of(
                name,
                median(runs),
                "s",
                "runs: %s; not counted, the first run after the start: %s"
                        .formatted(all, digits(runs[0])));
    }

    private static double median(double[] runs) {
        return Median.of(Arrays.copyOfRange(runs, 1, runs.length));
    }

    private static String digits(double seconds) {
        return Figure.digits(Math.round(seconds * 100) / 100.0);
    }
}
