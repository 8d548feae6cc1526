package org.demarche.bench.start;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.demarche.bench.invented.SyntheticReports;
import org.demarche.bench.load.Length;
import org.demarche.bench.load.Loaded;
import org.demarche.bench.load.Rounds;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Figure;
import org.demarche.bench.start.ReadsAndWrites.Measured;
import org.demarche.bench.workplace.Measurement;
import org.demarche.bench.workplace.PositiveNumber;
import org.demarche.bench.workplace.Stack;
import org.demarche.bench.workplace.Workplace;
import org.demarche.bench.write.InventedBodies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "start",
        description = {
            "Measures the start of a stack, and the first seconds after it.",
            "It runs `demarche up` with the seeds and an empty folder until all parts are ready. For comparison, in alternating rounds, it starts only the broker. Then it starts a stack with some reports, and reads and writes at the same time, as fast as it can: first as soon as the stack is ready, and again when the stack is warm."
        })
public final class StartCommand extends Measurement {

    private static final double TO_BROKER = 3;
    private static final double FIRST_TO_WARM = 0.3;
    private static final int BYTES = 1_100;
    private static final String FILLED = "filled";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "The number of starts of each that count. One more start comes before them, and does not count (${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "How long it reads and writes after a start (${DEFAULT-VALUE}).")
    private int seconds = 10;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "How many seconds it reads and writes until the stack is warm (${DEFAULT-VALUE}).")
    private int warmUpSeconds = 60;

    @Option(
            names = "--reports",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "How many reports the log has before this process warms up and files more (${DEFAULT-VALUE}).")
    private int reports = 20_000;

    public StartCommand(PrintStream out, PrintStream err) {
        super(out, err);
    }

    @Override
    protected BenchReport measure(Workplace workplace) throws Exception {
        say("Starting stacks and brokers …");
        var figures = new ArrayList<>(starts(workplace));
        say("Starting a stack with %,d reports …", reports);
        figures.addAll(firstSeconds(workplace));
        return BenchReport.of(
                "Starts, and %d s of reads and writes after a start, seed %d"
                        .formatted(seconds, seed),
                figures);
    }

    private List<Figure> starts(Workplace workplace) throws Exception {
        var number = new AtomicInteger();
        var runs =
                new Rounds(this::say)
                        .with(
                                "up",
                                _ -> {
                                    var name = "up-" + number.incrementAndGet();
                                    var begun = System.nanoTime();
                                    workplace.startStack(name, true);
                                    var took = since(begun);
                                    workplace.stop(name);
                                    return Loaded.counted(1, took);
                                })
                        .with(
                                "broker",
                                _ -> {
                                    var name = "broker-" + number.incrementAndGet();
                                    var begun = System.nanoTime();
                                    workplace.startBroker(name);
                                    var took = since(begun);
                                    workplace.stop(Workplace.BROKER);
                                    return Loaded.counted(1, took);
                                })
                        .take(Length.of(rounds), workplace.deadline());
        var up = runs.getFirst();
        var broker = runs.getLast();
        return List.of(up.time(), broker.time(), up.toTimeOf(broker).atMost(TO_BROKER));
    }

    private List<Figure> firstSeconds(Workplace workplace) throws Exception {
        var synthetic = new SyntheticReports(seed, reports);
        try (var load = load(synthetic)) {
            var stack = workplace.startStack(FILLED, false);
            stack.fill(seed, reports);
            // warms up this process, which must be warm while the stack is not
            say("Warming up with reads and writes, not measured …");
            var filed = run(load, stack).writes().count();
            var _ = stack.untilFolded();
            say("Starting the stack again, with %,d reports …", reports + filed);
            workplace.stop(FILLED);
            var again = workplace.startStack(FILLED, false);
            say("Reading and writing immediately after the start …");
            var first = run(load, again);
            workplace.deadline().require();
            say("Reading and writing until the stack is warm …");
            var _ = load.run(again.gateway(), Duration.ofSeconds(warmUpSeconds));
            var _ = again.untilFolded();
            say("Reading and writing while it is warm …");
            var warm = run(load, again);
            return figures(reports + filed, first, warm);
        }
    }

    private Measured run(ReadsAndWrites load, Stack stack) throws Exception {
        return load.run(stack.gateway(), Duration.ofSeconds(seconds));
    }

    private static ReadsAndWrites load(SyntheticReports reports) {
        var bodies = InventedBodies.of(reports, BYTES);
        return new ReadsAndWrites(bodies.positions(), bodies);
    }

    private static List<Figure> figures(long before, Measured first, Measured warm) {
        return List.of(
                Figure.of("first: reports before", (double) before, ""),
                Figure.of("first: reads", first.reads().perSecond(), "requests/s"),
                Figure.of("first: writes", first.writes().perSecond(), "requests/s"),
                Figure.of("warm: reads", warm.reads().perSecond(), "requests/s"),
                Figure.of("warm: writes", warm.writes().perSecond(), "requests/s"),
                Figure.of(
                                "first to warm: reads",
                                first.reads().perSecond() / warm.reads().perSecond(),
                                "")
                        .atLeast(FIRST_TO_WARM),
                Figure.of(
                                "first to warm: writes",
                                first.writes().perSecond() / warm.writes().perSecond(),
                                "")
                        .atLeast(FIRST_TO_WARM));
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
