package org.demarche.bench.read;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.demarche.bench.invented.SyntheticReports;
import org.demarche.bench.load.HttpLoad;
import org.demarche.bench.load.RequestBytes;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Figure;
import org.demarche.bench.workplace.Measurement;
import org.demarche.bench.workplace.PositionVersions;
import org.demarche.bench.workplace.PositiveNumber;
import org.demarche.bench.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reads",
        description = {
            "Measures reads during a replay.",
            "It reads positions at a fixed rate from a stack that `demarche up` starts: before a replay of positions, while it runs, and after it. The time of an answer begins when its question was due."
        })
public final class ReadsCommand extends Measurement {

    /**
     * The most addresses. They are enough for a hundred seconds at the usual rate; then they
     * repeat.
     */
    private static final int MOST_ADDRESSES = 100_000;

    /** The number of connections. They are never all busy, unless the service hangs. */
    static final int CONNECTIONS = 32;

    private static final double RATIO = 2;
    private static final double MILLIS = 5;
    private static final double EVENTS_PER_SECOND = 10_000;

    @Option(
            names = "--reports",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "How many reports (${DEFAULT-VALUE}).")
    int reports = 200_000;

    @Option(
            names = "--rate",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "Reads a second (${DEFAULT-VALUE}).")
    int perSecond = 1_000;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "How long it reads without a replay, before and after (${DEFAULT-VALUE}).")
    int seconds = 15;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "Seconds of reads before the measurement begins (${DEFAULT-VALUE}).")
    int warmUpSeconds = 20;

    public ReadsCommand(PrintStream out, PrintStream err) {
        super(out, err);
    }

    @Override
    protected BenchReport measure(Workplace workplace) throws Exception {
        var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        say("Starting an empty stack and writing %,d reports …", reports);
        var stack = workplace.startStack("stack", false);
        stack.fill(seed, reports);
        say("Reading %,d positions a second …", perSecond);
        var gateway = stack.gateway();
        try (var reading = new HttpLoad(CONNECTIONS)) {
            var versions = new PositionVersions(gateway, workplace.deadline());
            var questions = RequestBytes.reads(gateway, addresses(gateway));
            var reads =
                    new Reads(
                            reading,
                            questions,
                            perSecond,
                            versions,
                            stack::processorTimes,
                            workplace.deadline());
            var measured = reads.measure(warmUpSeconds, seconds);
            measured.errors().forEach(error -> say("%s", error));
            return BenchReport.of(
                    "Reads of positions at %,d a second, %,d reports, seed %d, machine load before the start %.1f"
                            .formatted(perSecond, reports, seed, load),
                    figures(measured));
        }
    }

    /**
     * Of the two p99 without a replay, takes the lower one, because other load only adds to a time.
     */
    private List<Figure> figures(Reads.Measured measured) {
        var figures = new ArrayList<Figure>();
        measured.phases().forEach(phase -> figures.addAll(figures(phase)));
        var during = measured.during().millis(0.99);
        var without = Math.min(measured.before().millis(0.99), measured.after().millis(0.99));
        figures.add(Figure.of("p99 during", during, "ms").atMost(MILLIS));
        figures.add(
                Figure.of("p99 during to without", during / without, "", "the lower of the two")
                        .atMost(RATIO));
        figures.add(
                Figure.of(
                                "replay",
                                reports * 1e9 / measured.replay().toNanos(),
                                "events/s",
                                "%.1f s until it is ready"
                                        .formatted(measured.replay().toMillis() / 1e3))
                        .atLeast(EVENTS_PER_SECOND));
        return figures;
    }

    private static List<Figure> figures(Reads.Phase phase) {
        var loaded = phase.loaded();
        var took = phase.took().toNanos();
        return List.of(
                Figure.of(phase.name() + ": p50", phase.millis(0.5), "ms", cores(phase, took)),
                Figure.of(phase.name() + ": p99", phase.millis(0.99), "ms"),
                Figure.of(phase.name() + ": p99.9", phase.millis(0.999), "ms"),
                Figure.of(phase.name() + ": slowest", phase.millis(1), "ms"),
                Figure.of(phase.name() + ": requests", (double) loaded.count(), ""),
                Figure.of(phase.name() + ": errors", (double) loaded.errors(), "").atMost(0));
    }

    private static String cores(Reads.Phase phase, long took) {
        return phase.processor().entrySet().stream()
                .map(
                        one ->
                                "%s %.2f"
                                        .formatted(
                                                one.getKey(),
                                                (double) one.getValue().toNanos() / took))
                .collect(joining(" · ", "cores: ", ""));
    }

    /** One address for each report, so that actors with more reports are asked for more often. */
    private List<URI> addresses(URI gateway) {
        var synthetic = new SyntheticReports(seed, reports);
        return Stream.generate(synthetic::next)
                .limit(Math.min(reports, MOST_ADDRESSES))
                .map(
                        filed ->
                                gateway.resolve(
                                        "/v1/actors/%s/positions/%s"
                                                .formatted(
                                                        filed.report().holder(),
                                                        filed.report().issue())))
                .toList();
    }
}
