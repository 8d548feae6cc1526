package org.demarche.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.demarche.bench.MeasureCommand.Measured;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Folds invented reports from an embedded broker into a fresh version, with all its",
            "documents and transactions, and compares that with consumers that only decode them.",
            "What is measured is not the writing of the log. Compiled code is measured: a small log",
            "is read and folded first."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the targets are met",
            "1:they are not, or it could not be measured",
            "2:it was called wrongly"
        })
final class ReplayCommand implements Callable<Integer> {

    /** As {@code demarche up} gives it to the position service. */
    private static final List<String> MEMORY = List.of("-Xmx2g", "-XX:+UseParallelGC");

    private static final int MOST_WARM_UP_REPORTS = 200_000;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Option(
            names = "--reports",
            paramLabel = "N",
            converter = Positive.class,
            description = "How many reports (${DEFAULT-VALUE}).")
    int reports = 1_000_000;

    @Option(
            names = "--projection",
            paramLabel = "NAME",
            description =
                    "positions, or count: one declared as the count of reports by outlet (${DEFAULT-VALUE}).")
    Projected projected = Projected.POSITIONS;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Positive.class,
            description =
                    "Workers, and consumers of the limit: as many as cores (${DEFAULT-VALUE}).")
    int threads = Runtime.getRuntime().availableProcessors();

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

    @Option(names = "--profile", description = "Say where the replay's processor time goes.")
    private boolean profile;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final PrintStream out;
    private final PrintStream err;

    ReplayCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int warmUpReports() {
        return Math.min(reports, MOST_WARM_UP_REPORTS);
    }

    @Override
    public Integer call() throws Exception {
        var deadline = System.nanoTime() + Duration.ofMinutes(limitMinutes).toNanos();
        try (var workplace = Workplace.open()) {
            var report = run(workplace, deadline);
            out.println(json ? JSON.writeValueAsString(report) : Table.of(report));
            return report.pass() ? 0 : 1;
        } catch (BenchException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private ReplayReport run(Workplace workplace, long deadline) throws Exception {
        say("Starting a broker …");
        var bootstrap = workplace.startBroker();
        say("Writing %,d reports to warm up and %,d to measure …", warmUpReports(), reports);
        write(bootstrap, MeasureCommand.WARM_UP, seed + 1, warmUpReports(), deadline);
        var begun = System.nanoTime();
        write(bootstrap, MeasureCommand.MEASURED, seed, reports, deadline);
        var loadSeconds = (System.nanoTime() - begun) / 1e9;
        say("Measuring with %d threads …", threads);
        var measured = measure(workplace, bootstrap, deadline);
        return ReplayReport.of(
                this, loadSeconds, measured, profile ? Profile.read(workplace.profile()) : null);
    }

    private static void write(
            String bootstrap, String prefix, long seed, int count, long deadline) {
        LogWriter.write(
                MeasureCommand.config(bootstrap, prefix),
                new Bounded<>(new SyntheticReports(seed, count), deadline));
    }

    private Measured measure(Workplace workplace, String bootstrap, long deadline)
            throws Exception {
        var arguments =
                new ArrayList<>(
                        List.of(
                                Main.class.getName(),
                                "measure",
                                "--bootstrap",
                                bootstrap,
                                "--threads",
                                Integer.toString(threads),
                                "--projection",
                                projected.name(),
                                "--result",
                                workplace.result().toString()));
        if (profile) {
            arguments.addAll(List.of("--profile", workplace.profile().toString()));
        }
        workplace.run("measuring", MEMORY, arguments, deadline);
        return JSON.readValue(Files.readAllBytes(workplace.result()), Measured.class);
    }

    private void say(String line, Object... arguments) {
        err.println(line.formatted(arguments));
    }
}
