package org.demarche.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.demarche.log.KafkaConfig;
import org.demarche.log.ReplayShare;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reads",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads positions at a fixed rate from a stack of processes of its own: before a replay,",
            "while positions are replayed beside what is read, and after it. An answer's time counts",
            "from when its question was due."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the target is met",
            "1:it is not, or it could not be measured",
            "2:it was called wrongly"
        })
final class ReadsCommand implements Callable<Integer> {

    /** As {@code demarche up} starts the position service. */
    private static final int POSITION_NICENESS = 10;

    private static final List<String> POSITION_MEMORY = List.of("-Xmx2g", "-XX:+UseParallelGC");

    /** A hundred seconds of questions at the usual rate; then they come again. */
    private static final int MOST_ADDRESSES = 100_000;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Option(
            names = "--reports",
            paramLabel = "N",
            converter = Positive.class,
            description = "How many reports (${DEFAULT-VALUE}).")
    int reports = 200_000;

    @Option(
            names = "--rate",
            paramLabel = "N",
            converter = Positive.class,
            description = "Reads a second (${DEFAULT-VALUE}).")
    int perSecond = 1_000;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            converter = Positive.class,
            description =
                    "How long it reads without a replay, before and after (${DEFAULT-VALUE}).")
    int seconds = 15;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            converter = Positive.class,
            description = "How many seconds it reads before anything counts (${DEFAULT-VALUE}).")
    int warmUpSeconds = 20;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            converter = Share.class,
            description =
                    "Of its time that a worker may be at work for the replay (${DEFAULT-VALUE}).")
    double share = Double.parseDouble(ReplayShare.USUAL);

    @Option(
            names = "--gateway-java",
            paramLabel = "OPTION",
            split = " ",
            description = "Java's options for the gateway (as demarche up has them).")
    List<String> gatewayJava = List.of("-Xmx2g", "-XX:+UseZGC", "-XX:ConcGCThreads=1");

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed makes the same reports (${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(
            names = "--limit-minutes",
            paramLabel = "N",
            converter = Positive.class,
            description = "Gives up after this time (${DEFAULT-VALUE}).")
    int limitMinutes = 10;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final PrintStream out;
    private final PrintStream err;

    ReadsCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws Exception {
        var deadline = System.nanoTime() + Duration.ofMinutes(limitMinutes).toNanos();
        var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        try (var workplace = Workplace.open()) {
            var report = run(workplace, load, deadline);
            out.println(json ? JSON.writeValueAsString(report) : ReadsTable.of(report));
            return report.pass() ? 0 : 1;
        } catch (BenchException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private ReadsReport run(Workplace workplace, double load, long deadline) throws Exception {
        say("Starting a broker …");
        var kafka = workplace.startBroker();
        say("Writing %,d reports …", reports);
        write(KafkaConfig.of(Map.of("bootstrap.servers", kafka), Map.of()), deadline);
        say("Starting the services; the log is folded for the first time …");
        var _ =
                workplace.startService(
                        "position",
                        "position-service",
                        POSITION_NICENESS,
                        POSITION_MEMORY,
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS",
                                kafka,
                                "DEMARCHE_REPLAY_SHARE",
                                Double.toString(share)),
                        deadline);
        var gateway =
                workplace.startService(
                        "gateway",
                        "api-gateway",
                        0,
                        gatewayJava,
                        Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka),
                        deadline);
        try (var reader = new OpenReader(addresses(gateway), perSecond)) {
            say("Reading %,d positions a second …", perSecond);
            var reads = new Reads(reader, gateway, workplace::processorTimes, deadline);
            return report(reads.measure(warmUpSeconds, seconds), load);
        }
    }

    private ReadsReport report(Reads.Measured measured, double load) {
        var withoutP99 = Math.min(p99Millis(measured.before()), p99Millis(measured.after()));
        var phases = Stream.of(measured.before(), measured.during(), measured.after());
        var ratio = p99Millis(measured.during()) / withoutP99;
        var errors = measured.errors();
        errors.forEach(error -> say("%s", error));
        return new ReadsReport(
                reports,
                seed,
                perSecond,
                share,
                phases.map(Reads.Phase::reported).toList(),
                withoutP99,
                ReadsReport.rounded(ratio),
                ReadsReport.RATIO_TARGET,
                ReadsReport.rounded(measured.replay().toNanos() / 1e9),
                Math.round(reports * 1e9 / measured.replay().toNanos()),
                ratio <= ReadsReport.RATIO_TARGET && errors.isEmpty(),
                load,
                Machine.here());
    }

    private static double p99Millis(Reads.Phase phase) {
        return ReadsReport.millis(phase.readings().times(), 0.99);
    }

    private void write(KafkaConfig config, long deadline) throws Exception {
        var synthetic = new SyntheticReports(seed, reports);
        RegistryWriter.write(config, synthetic.cast());
        LogWriter.write(config, new Bounded<>(synthetic, deadline));
    }

    /** One a report: who is told of most is asked for most. */
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

    private void say(String line, Object... arguments) {
        err.println(line.formatted(arguments));
    }
}
