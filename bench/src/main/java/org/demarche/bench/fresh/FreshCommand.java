package org.demarche.bench.fresh;

import io.netty.handler.codec.http.HttpResponse;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.demarche.bench.fresh.FixedRate.Probe;
import org.demarche.bench.invented.SyntheticReports;
import org.demarche.bench.load.Asker;
import org.demarche.bench.load.HttpLoad;
import org.demarche.bench.load.LengthOptions;
import org.demarche.bench.load.Loaded;
import org.demarche.bench.load.ProfileOption;
import org.demarche.bench.load.RequestBytes;
import org.demarche.bench.load.Rounds;
import org.demarche.bench.load.Runs;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Figure;
import org.demarche.bench.result.Plot;
import org.demarche.bench.workplace.Measurement;
import org.demarche.bench.workplace.PositiveNumber;
import org.demarche.bench.workplace.Stack;
import org.demarche.bench.workplace.Workplace;
import org.demarche.bench.write.InventedBodies;
import org.demarche.log.Token;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "fresh",
        description = {
            "Measures how soon a read shows what was written.",
            "It files a report at the gateway, and reads the position with the token of the answer: on an idle stack, and while other reports are filed. Beside it, in alternating rounds, a record is appended, consumed, produced again in a transaction, and read. The time begins when the report was due."
        })
public final class FreshCommand extends Measurement {

    private static final int TEMPLATES = 50_000;
    private static final int BYTES = 1_100;
    private static final int LOAD_CONNECTIONS = 32;
    private static final double P50 = 2;
    private static final double P99 = 1.5;

    @Mixin private final LengthOptions length = new LengthOptions(8, 60);
    @Mixin private final ProfileOption profile = new ProfileOption();

    @Option(
            names = "--probes",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "Measured reports per second, each filed and then read (${DEFAULT-VALUE}).")
    private int probes = 20;

    @Option(
            names = "--beside",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "Other reports per second, while the stack is busy (${DEFAULT-VALUE}).")
    private int beside = 1_000;

    public FreshCommand(PrintStream out, PrintStream err) {
        super(out, err);
    }

    @Override
    protected BenchReport measure(Workplace workplace) throws Exception {
        say("Starting a stack …");
        var stack = workplace.startStack("stack", false);
        var reports = new SyntheticReports(seed, TEMPLATES);
        stack.register(reports);
        var bodies = InventedBodies.of(reports, BYTES);
        stack.awaitTaken(bodies.next().body());
        say("Filing and reading …");
        var runs = runs(stack, bodies);
        return profile.addTo(
                BenchReport.of(
                        "Time until a filed report is read, %d reports a second, on an idle stack and with %,d other reports a second, %s, seed %d"
                                .formatted(probes, beside, length, seed),
                        figures(runs),
                        List.of(
                                new Plot(
                                        "Time until a report is seen",
                                        Plot.Over.PERCENTILE,
                                        "ms",
                                        runs.stream().map(Runs::latencies).toList()))));
    }

    private List<Runs> runs(Stack stack, InventedBodies bodies) throws Exception {
        var gateway = stack.gateway();
        try (var load = new HttpLoad(LOAD_CONNECTIONS);
                var hop = new Hop(stack.kafka())) {
            Probe hopped = () -> hop.through(bodies.next().body());
            return new Rounds(this::say)
                    .with(
                            "idle",
                            profile.during("idle", stack, time -> seen(gateway, bodies, time)))
                    .withPeer("idle hop", time -> FixedRate.run(hopped, probes, time))
                    .with(
                            "busy",
                            profile.during("busy", stack, time -> busy(load, stack, bodies, time)))
                    .withPeer("busy hop", time -> busy(hop, hopped, time, bodies.next().body()))
                    .take(length.length(), stack.deadline());
        }
    }

    /**
     * Measures on new connections, because the gateway closes connections that wait for the next
     * round.
     */
    private Loaded seen(URI gateway, InventedBodies bodies, Duration time) throws Exception {
        var idle = new ConcurrentLinkedQueue<Asker>();
        idle.add(new Asker(gateway));
        try {
            return FixedRate.run(
                    () -> {
                        var first = idle.poll();
                        var asker = first == null ? new Asker(gateway) : first;
                        try {
                            seen(asker, gateway, bodies.next());
                        } finally {
                            idle.add(asker);
                        }
                    },
                    probes,
                    time);
        } finally {
            idle.forEach(Asker::close);
        }
    }

    private static void seen(Asker asker, URI gateway, InventedBodies.Filing filing)
            throws Exception {
        var filed =
                asker.ask(RequestBytes.post(reports(gateway), "application/json", filing.body()));
        require(filed, 201);
        var headers = Map.of(Token.HEADER, filed.headers().get(Token.HEADER), "Prefer", "wait=30");
        require(asker.ask(RequestBytes.get(gateway.resolve(filing.position()), headers)), 200);
    }

    private static URI reports(URI gateway) {
        return gateway.resolve("/v1/reports");
    }

    private static void require(HttpResponse answer, int status) {
        if (answer.status().code() != status) {
            throw new BenchException(
                    "The gateway answered with %s instead of %d"
                            .formatted(answer.status(), status));
        }
    }

    /**
     * Measures beside other writes. At the end it waits until all reports are folded, so that their
     * fold does not slow down the next run.
     */
    private Loaded busy(HttpLoad load, Stack stack, InventedBodies bodies, Duration time)
            throws Exception {
        var gateway = stack.gateway();
        var others = bodies.filedAt(reports(gateway));
        var over = new AtomicBoolean();
        var begun = System.nanoTime();
        var latest = begun + time.plusMinutes(1).toNanos();
        try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
            var filing =
                    side.submit(() -> load.open(others, beside, () -> over.get() ? begun : latest));
            Loaded seen;
            try {
                seen = seen(gateway, bodies, time);
            } finally {
                over.set(true);
            }
            var filed = filing.get();
            if (filed.errors() > 0) {
                throw new BenchException("Beside it a report was " + filed.firstError());
            }
            var _ = stack.untilFolded();
            return seen;
        }
    }

    private Loaded busy(Hop hop, Probe probe, Duration time, byte[] body) throws Exception {
        var over = new AtomicBoolean();
        var side = Thread.ofPlatform().start(() -> hop.load(beside, body, over::get));
        try {
            return FixedRate.run(probe, probes, time);
        } finally {
            over.set(true);
            side.join();
        }
    }

    private static List<Figure> figures(List<Runs> runs) {
        var figures = new ArrayList<Figure>();
        for (var each : runs) {
            figures.add(each.latencyOfAll("p50", 0.5));
            figures.add(each.latencyOfAll("p99", 0.99));
        }
        for (var n = 0; n < runs.size(); n += 2) {
            var seen = runs.get(n);
            var hop = runs.get(n + 1);
            figures.add(seen.toLatencyOfAll(hop, "p50", 0.5).atMost(P50));
            figures.add(seen.toLatencyOfAll(hop, "p99", 0.99).atMost(P99));
        }
        return figures;
    }
}
