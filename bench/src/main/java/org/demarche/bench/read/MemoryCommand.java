package org.demarche.bench.read;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Figure;
import org.demarche.bench.result.Memory;
import org.demarche.bench.workplace.Measurement;
import org.demarche.bench.workplace.PositionVersions;
import org.demarche.bench.workplace.PositiveNumber;
import org.demarche.bench.workplace.Stack;
import org.demarche.bench.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "memory",
        description = {
            "Measures the memory of a stack, and the starts of its gateway.",
            "It measures all processes with the seeds, and the gateway with many reports while a version is built beside the live one. Then it starts the gateway again, with its store and without. It runs on Linux only."
        })
public final class MemoryCommand extends Measurement {

    private static final double STACK_MEGABYTES = 900;
    private static final double LIVE_HEAP_MEGABYTES = 300;
    private static final double RESIDENT_MEGABYTES = 700;
    private static final double START_TO_EMPTY = 2;
    private static final String SEEDED = "seeded";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    @Option(
            names = "--reports",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "How many reports (${DEFAULT-VALUE}).")
    int reports = 1_000_000;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            converter = PositiveNumber.class,
            description = "How long a stack is idle before it is measured (${DEFAULT-VALUE}).")
    int settleSeconds = 10;

    public MemoryCommand(PrintStream out, PrintStream err) {
        super(out, err);
    }

    @Override
    protected BenchReport measure(Workplace workplace) throws Exception {
        say("Starting a stack with the seeds …");
        var figures = new ArrayList<>(onSeeds(workplace.startStack(SEEDED, true)));
        workplace.stop(SEEDED);
        say("Starting an empty stack …");
        var stack = workplace.startStack("filled", false);
        var restart = new GatewayRestart(stack);
        var empty = restart.withStore();
        say("Writing %,d reports …", reports);
        stack.fill(seed, reports);
        say("Building a version …");
        figures.addAll(whileBuilt(stack));
        say("Starting the gateway again …");
        figures.addAll(starts(empty, restart.withStore(), restart.withoutStore()));
        return BenchReport.of(
                "Memory of a stack on the seeds and of a gateway with %,d reports, seed %d"
                        .formatted(reports, seed),
                figures);
    }

    private List<Figure> onSeeds(Stack stack) throws Exception {
        stack.deadline().pause(Duration.ofSeconds(settleSeconds));
        var figures = new ArrayList<Figure>();
        for (var process : stack.processes().entrySet()) {
            figures.add(
                    Figure.of(
                            "seeds: " + process.getKey(),
                            Memory.residentMegabytes(process.getValue()),
                            "MB"));
        }
        var all = figures.stream().mapToDouble(Figure::value).sum();
        figures.add(Figure.of("seeds: whole stack", all, "MB", "resident").atMost(STACK_MEGABYTES));
        return figures;
    }

    private List<Figure> whileBuilt(Stack stack) throws Exception {
        var gateway = stack.process(Stack.GATEWAY);
        var before = Memory.residentMegabytes(gateway);
        var highest = highestWhileBuilt(stack, gateway);
        return List.of(
                Figure.of("gateway: before", before, "MB", "resident, one version"),
                Figure.of(
                                "gateway: resident",
                                highest,
                                "MB",
                                "the highest value while a second version is built")
                        .atMost(RESIDENT_MEGABYTES),
                Figure.of(
                                "gateway: live heap",
                                Memory.liveHeapMegabytes(gateway),
                                "MB",
                                "after a full collection, with both versions")
                        .atMost(LIVE_HEAP_MEGABYTES));
    }

    private static double highestWhileBuilt(Stack stack, ProcessHandle gateway) throws Exception {
        var versions = new PositionVersions(stack.gateway(), stack.deadline());
        try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
            var built = CompletableFuture.supplyAsync(() -> ready(versions), side);
            var highest = 0.0;
            while (!built.isDone()) {
                highest = Math.max(highest, Memory.residentMegabytes(gateway));
                stack.deadline().pause(BETWEEN_LOOKS);
            }
            var _ = built.join();
            return Math.max(highest, Memory.residentMegabytes(gateway));
        }
    }

    private static PositionVersions.Built ready(PositionVersions versions) {
        try {
            return versions.ready();
        } catch (IOException e) {
            throw new BenchException("The replay could not be followed: " + e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Figure> starts(Duration empty, Duration withStore, Duration without) {
        return List.of(
                Figure.of("start: no reports", seconds(empty), "s", "process to ready"),
                Figure.of("start: with its store", seconds(withStore), "s"),
                Figure.of("start: to no reports", seconds(withStore) / seconds(empty), "")
                        .atMost(START_TO_EMPTY),
                Figure.of("start: store deleted", seconds(without), "s", "it fills it again"));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
