package org.demarche.bench.write;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.demarche.bench.bare.BareStart;
import org.demarche.bench.bare.BareWrites;
import org.demarche.bench.invented.SyntheticReports;
import org.demarche.bench.load.HttpLoad;
import org.demarche.bench.load.LengthOptions;
import org.demarche.bench.load.ProfileOption;
import org.demarche.bench.load.Rounds;
import org.demarche.bench.load.Rounds.Contender;
import org.demarche.bench.load.Runs;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Figure;
import org.demarche.bench.result.Plot;
import org.demarche.bench.topic.BareTopic;
import org.demarche.bench.workplace.Measurement;
import org.demarche.bench.workplace.PositiveNumber;
import org.demarche.bench.workplace.Stack;
import org.demarche.bench.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "ingest",
        description = {
            "Measures how fast reports are filed, one by one and in a stream.",
            "It files single reports at the ingest service and at the gateway of a stack that `demarche up` starts. Beside them, in alternating rounds, one bare handler takes the same body and writes nothing, and another appends it and answers when Kafka has acknowledged it. Then it streams reports through the gateway, beside a bare producer of the same bytes, and waits until positions have them all."
        })
public final class IngestCommand extends Measurement {

    private static final int TEMPLATES = 50_000;
    private static final int PARTITIONS = 12;

    private static final double INGEST_TO_NOTHING = 0.4;
    private static final double INGEST_TO_APPENDED = 0.8;
    private static final double GATEWAY_TO_NOTHING = 0.2;
    private static final double GATEWAY_TO_APPENDED = 0.4;
    private static final double GATEWAY_PER_SECOND = 10_800;
    private static final double STREAM_TO_PRODUCER = 0.2;
    private static final double STREAM_PER_SECOND = 30_000;
    private static final double BEHIND_SECONDS = 2;

    /**
     * The rounds are shorter than those of other measurements, because filed reports stay on the
     * disk.
     */
    @Mixin private final LengthOptions length = new LengthOptions(4, 60);

    @Mixin private final ProfileOption profile = new ProfileOption();

    @Option(
            names = "--connections",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "Connections, each with one request under way (${DEFAULT-VALUE}). The stream has one.")
    private int connections = 64;

    @Option(
            names = "--bytes",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "The size of a report in JSON (${DEFAULT-VALUE}).")
    private int bytes = 1_100;

    public IngestCommand(PrintStream out, PrintStream err) {
        super(out, err);
    }

    @Override
    protected BenchReport measure(Workplace workplace) throws Exception {
        say("Starting a stack and bare handlers …");
        var stack = workplace.startStack("stack", false);
        var reports = new SyntheticReports(seed, TEMPLATES);
        stack.register(reports);
        var bodies = InventedBodies.of(reports, bytes);
        stack.awaitTaken(bodies.next().body());
        BareTopic.make(stack.kafka(), BareWrites.TOPIC, PARTITIONS);
        var bare = BareStart.in(workplace, stack.broker());
        var figures = new ArrayList<Figure>();
        say("Filing single reports …");
        var single = single(stack, bare, bodies);
        figures.addAll(singleFigures(single));
        BareStart.stop(workplace);
        BareTopic.delete(stack.kafka(), BareWrites.TOPIC);
        say("Streaming reports …");
        figures.addAll(streamed(stack, bodies));
        return profile.addTo(
                BenchReport.of(
                        "Filing reports of %.0f bytes, %d connections, %s, seed %d"
                                .formatted(bodies.meanBytes(), connections, length, seed),
                        figures,
                        List.of(
                                new Plot(
                                        "Reports filed one by one",
                                        Plot.Over.SECONDS,
                                        "requests/s",
                                        single.stream().map(Runs::throughput).toList()),
                                new Plot(
                                        "Time to file one report",
                                        Plot.Over.PERCENTILE,
                                        "ms",
                                        single.stream().map(Runs::latencies).toList()))));
    }

    private List<Runs> single(Stack stack, URI bare, InventedBodies bodies) throws Exception {
        try (var load = new HttpLoad(connections)) {
            return new Rounds(this::say)
                    .with(
                            "ingest",
                            profile.during(
                                    "ingest", stack, filing(load, stack, stack.ingest(), bodies)))
                    .with(
                            "gateway",
                            profile.during(
                                    "gateway", stack, filing(load, stack, stack.gateway(), bodies)))
                    .withPeer(
                            "nothing written",
                            time ->
                                    load.closed(
                                            bodies.filedAt(
                                                    bare.resolve(BareWrites.NOTHING_WRITTEN)),
                                            time))
                    .withPeer(
                            "appended",
                            time ->
                                    load.closed(
                                            bodies.filedAt(bare.resolve(BareWrites.APPENDED)),
                                            time))
                    .take(length.length(), stack.deadline());
        }
    }

    /**
     * Files reports. At the end it waits until all reports are folded, so that their fold does not
     * slow down the next run.
     */
    private static Contender filing(
            HttpLoad load, Stack stack, URI service, InventedBodies bodies) {
        return time -> {
            var loaded = load.closed(bodies.filedAt(service.resolve("/v1/reports")), time);
            var _ = stack.untilFolded();
            return loaded;
        };
    }

    private static List<Figure> singleFigures(List<Runs> runs) {
        var ingest = runs.get(0);
        var gateway = runs.get(1);
        var nothing = runs.get(2);
        var appended = runs.get(3);
        var figures = new ArrayList<Figure>();
        figures.addAll(ingest.rateAndLatency("requests/s"));
        figures.add(gateway.rate("requests/s").atLeast(GATEWAY_PER_SECOND));
        figures.addAll(gateway.p50AndP99());
        figures.addAll(nothing.rateAndLatency("requests/s"));
        figures.addAll(appended.rateAndLatency("requests/s"));
        figures.add(ingest.toRateOf(nothing).atLeast(INGEST_TO_NOTHING));
        figures.add(ingest.toRateOf(appended).atLeast(INGEST_TO_APPENDED));
        figures.add(gateway.toRateOf(nothing).atLeast(GATEWAY_TO_NOTHING));
        figures.add(gateway.toRateOf(appended).atLeast(GATEWAY_TO_APPENDED));
        return figures;
    }

    private List<Figure> streamed(Stack stack, InventedBodies bodies) throws Exception {
        var behind = new ArrayList<Duration>();
        try (var lines = new LineLoad(stack.gateway(), bodies);
                var producer = new ProducerLoad(stack.kafka(), PARTITIONS, bodies)) {
            var runs =
                    new Rounds(this::say)
                            .with(
                                    "stream",
                                    profile.during(
                                            "stream",
                                            stack,
                                            time -> {
                                                var loaded = lines.run(time);
                                                behind.add(stack.untilFolded());
                                                return loaded;
                                            }))
                            .withPeer("producer", producer::run)
                            .take(length.length(), stack.deadline());
            var stream = runs.getFirst();
            var peer = runs.getLast();
            return List.of(
                    stream.rate("reports/s").atLeast(STREAM_PER_SECOND),
                    peer.rate("reports/s"),
                    stream.toRateOf(peer).atLeast(STREAM_TO_PRODUCER),
                    Figure.of(
                                    "fold behind",
                                    behind.stream()
                                            .skip(1)
                                            .mapToDouble(lag -> lag.toMillis() / 1e3)
                                            .max()
                                            .orElseThrow(),
                                    "s",
                                    "after the last answer, the longest of all rounds")
                            .atMost(BEHIND_SECONDS));
        }
    }
}
