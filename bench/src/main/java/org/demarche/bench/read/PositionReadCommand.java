package org.demarche.bench.read;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.demarche.bench.bare.BareRoute;
import org.demarche.bench.bare.BareStart;
import org.demarche.bench.invented.SyntheticReports;
import org.demarche.bench.load.HttpLoad;
import org.demarche.bench.load.LengthOptions;
import org.demarche.bench.load.Loaded;
import org.demarche.bench.load.ProfileOption;
import org.demarche.bench.load.RequestBytes;
import org.demarche.bench.load.Rounds;
import org.demarche.bench.load.Runs;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Figure;
import org.demarche.bench.result.Plot;
import org.demarche.bench.workplace.Http;
import org.demarche.bench.workplace.Measurement;
import org.demarche.bench.workplace.PositiveNumber;
import org.demarche.bench.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "read",
        description = {
            "Measures how many positions per second the gateway serves.",
            "Each connection asks for the next position when it has an answer. For comparison, in alternating rounds, a bare route of Micronaut answers with as many bytes from memory. Then it measures the times of answers: the gateway and the bare route both get half as many requests a second as the gateway has answered."
        })
public final class PositionReadCommand extends Measurement {

    private static final int POSITIONS = 500;
    private static final double RATE = 0.85;
    private static final double P99 = 1.3;

    @Mixin private final LengthOptions length = new LengthOptions();
    @Mixin private final ProfileOption profile = new ProfileOption();

    @Option(
            names = "--reports",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "How many reports (${DEFAULT-VALUE}).")
    private int reports = 20_000;

    @Option(
            names = "--connections",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "Connections, each with one request under way (${DEFAULT-VALUE}).")
    private int connections = 64;

    public PositionReadCommand(PrintStream out, PrintStream err) {
        super(out, err);
    }

    @Override
    protected BenchReport measure(Workplace workplace) throws Exception {
        say("Starting an empty stack and writing %,d reports …", reports);
        var stack = workplace.startStack("stack", false);
        stack.fill(seed, reports);
        var bare = BareStart.in(workplace);
        var positions = new ArrayList<URI>();
        var sameBytes = new ArrayList<URI>();
        var bytes = 0L;
        for (var path : paths()) {
            var position = stack.gateway().resolve(path);
            var length = Http.document(position).length;
            positions.add(position);
            sameBytes.add(bare.resolve(BareRoute.path(length)));
            bytes += length;
        }
        say("Reading …");
        try (var load = new HttpLoad(connections)) {
            var ours = RequestBytes.reads(stack.gateway(), positions);
            var route = RequestBytes.reads(bare, sameBytes);
            var runs =
                    new Rounds(this::say)
                            .with(
                                    "read",
                                    profile.during("read", stack, time -> load.closed(ours, time)))
                            .withPeer("bare route", time -> load.closed(route, time))
                            .take(length.length(), workplace.deadline());
            var rate = Math.max(1, (int) (runs.getFirst().perSecond() / 2));
            say("Reading %,d a second …", rate);
            var calm =
                    new Rounds(this::say)
                            .with(
                                    "read",
                                    profile.during(
                                            "calm", stack, time -> open(load, ours, rate, time)))
                            .withPeer("bare route", time -> open(load, route, rate, time))
                            .take(length.length(), workplace.deadline());
            return profile.addTo(
                    BenchReport.of(
                            "Reads of %d positions of %d bytes, %d connections, %s, durations measured at %,d reads a second, seed %d"
                                    .formatted(
                                            positions.size(),
                                            bytes / positions.size(),
                                            connections,
                                            length,
                                            rate,
                                            seed),
                            figures(runs, calm),
                            plots(runs, calm)));
        }
    }

    private static Loaded open(HttpLoad load, RequestBytes questions, int rate, Duration time)
            throws Exception {
        var end = System.nanoTime() + time.toNanos();
        return load.open(questions, rate, () -> end);
    }

    private static List<Figure> figures(List<Runs> most, List<Runs> calm) {
        var figures = new ArrayList<Figure>();
        most.forEach(each -> figures.add(each.rate("requests/s")));
        calm.forEach(each -> figures.addAll(each.p50AndP99()));
        figures.add(most.getFirst().toRateOf(most.getLast()).atLeast(RATE));
        figures.add(calm.getFirst().toLatencyOf(calm.getLast(), "p99", 0.99).atMost(P99));
        return figures;
    }

    private static List<Plot> plots(List<Runs> most, List<Runs> calm) {
        return List.of(
                new Plot(
                        "Reads of positions",
                        Plot.Over.SECONDS,
                        "requests/s",
                        most.stream().map(Runs::throughput).toList()),
                new Plot(
                        "Time to read a position",
                        Plot.Over.PERCENTILE,
                        "ms",
                        calm.stream().map(Runs::latencies).toList()));
    }

    private Set<String> paths() {
        var paths = new LinkedHashSet<String>();
        var synthetic = new SyntheticReports(seed, reports);
        while (synthetic.hasNext() && paths.size() < POSITIONS) {
            var report = synthetic.next().body();
            if (report.holder().equals(report.spokenFor())) {
                paths.add("/v1/actors/%s/positions/%s".formatted(report.holder(), report.issue()));
            }
        }
        return paths;
    }
}
