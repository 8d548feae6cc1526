package org.demarche.bench.scale;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.demarche.bench.replay.ReplayOf;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Figure;
import org.demarche.bench.result.Memory;
import org.demarche.bench.result.Plot;
import org.demarche.bench.result.Plot.Line;
import org.demarche.bench.start.KilledPosition;
import org.demarche.bench.workplace.Measurement;
import org.demarche.bench.workplace.PositiveNumber;
import org.demarche.bench.workplace.Stack;
import org.demarche.bench.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "scale",
        description = {
            "Measures how replay, restart, memory and disk grow with the log.",
            "For each number of reports it replays the log as `bench replay` does, kills the position service as `bench restart` does, and looks at the memory of the position service and of the gateway, and at the gateway's store. It has no targets. It runs on Linux only."
        })
public final class ScaleCommand extends Measurement {

    @Option(
            names = "--reports",
            split = ",",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "How many reports, smaller logs first (${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of(1_000_000, 2_000_000, 4_000_000, 8_000_000);

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "Workers of the replay, by default one for each core (${DEFAULT-VALUE}).")
    private int threads = Runtime.getRuntime().availableProcessors();

    public ScaleCommand(PrintStream out, PrintStream err) {
        super(out, err);
        limitMinutes = 120;
    }

    /**
     * @param replaySeconds the time of a replay into a fresh version
     * @param restartSeconds the time from a kill of the position service until it has caught up
     */
    private record Size(
            int reports,
            double replaySeconds,
            double viewMegabytes,
            double restartSeconds,
            double positionHeap,
            double gatewayHeap,
            double gatewayResident,
            double storeMegabytes) {

        List<Figure> figures() {
            return List.of(
                    figure("replay", reports / replaySeconds, "events/s"),
                    figure("view", viewMegabytes, "MB"),
                    figure("caught up after a kill", restartSeconds, "s"),
                    figure("position: live heap", positionHeap, "MB"),
                    figure("gateway: live heap", gatewayHeap, "MB"),
                    figure("gateway: resident", gatewayResident, "MB"),
                    figure("gateway: store", storeMegabytes, "MB"));
        }

        private Figure figure(String name, double value, String unit) {
            return Figure.of("%,d %s".formatted(reports, name), value, unit);
        }
    }

    /**
     * Measures each size in its own workplace, so that the disk never has the data of two sizes.
     */
    @Override
    protected BenchReport measure(Workplace outer) throws Exception {
        var measured = new ArrayList<Size>();
        for (var reports : sizes) {
            say("Measuring with %,d reports …", reports);
            try (var workplace = Workplace.open(outer.deadline())) {
                measured.add(size(workplace, reports));
            }
        }
        return BenchReport.of(
                "Logs of different length, %d threads, seed %d".formatted(threads, seed),
                measured.stream().flatMap(size -> size.figures().stream()).toList(),
                List.of(
                        new Plot(
                                "Time by length of the log",
                                Plot.Over.REPORTS,
                                "s",
                                List.of(
                                        line("replay", measured, Size::replaySeconds),
                                        line("caught up", measured, Size::restartSeconds))),
                        new Plot(
                                "Memory and disk by length of the log",
                                Plot.Over.REPORTS,
                                "MB",
                                List.of(
                                        line("position: heap", measured, Size::positionHeap),
                                        line("gateway: heap", measured, Size::gatewayHeap),
                                        line("gateway: store", measured, Size::storeMegabytes),
                                        line("view", measured, Size::viewMegabytes)))));
    }

    private Size size(Workplace workplace, int reports) throws Exception {
        var replay = ReplayOf.positions(workplace, seed, reports, threads);
        workplace.stop(Workplace.BROKER);
        var stack = workplace.startStack("stack", false);
        stack.fill(seed, reports);
        var caughtUp = new KilledPosition(stack).caughtUp(seed + 1);
        var gateway = stack.process(Stack.GATEWAY);
        return new Size(
                reports,
                replay.seconds(),
                replay.viewMegabytes(),
                caughtUp.took().toMillis() / 1e3,
                Memory.liveHeapMegabytes(stack.process(Stack.POSITION)),
                Memory.liveHeapMegabytes(gateway),
                Memory.residentMegabytes(gateway),
                megabytes(
                        stack.gatewayStore()
                                .orElseThrow(
                                        () -> new BenchException("The gateway has no store"))));
    }

    private static double megabytes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.map(Path::toFile)
                            .mapToLong(file -> file.isFile() ? file.length() : 0)
                            .sum()
                    / 1e6;
        }
    }

    private static Line line(String name, List<Size> sizes, ToDoubleFunction<Size> value) {
        return new Line(
                name,
                sizes.stream()
                        .map(size -> new double[] {size.reports(), value.applyAsDouble(size)})
                        .toList());
    }
}
