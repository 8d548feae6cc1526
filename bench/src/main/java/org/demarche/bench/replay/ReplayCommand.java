package org.demarche.bench.replay;

import java.io.PrintStream;
import java.util.ArrayList;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Profile;
import org.demarche.bench.workplace.Measurement;
import org.demarche.bench.workplace.PositiveNumber;
import org.demarche.bench.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        description = {
            "Measures how fast a replay folds invented reports.",
            "It folds them from an embedded broker into a fresh version, with all documents and transactions, and compares that with consumers that only decode them, and with a twin on Kafka Streams. It does not measure the writing of the log. It measures compiled code: it reads and folds a small log first."
        })
public final class ReplayCommand extends Measurement {

    @Option(
            names = "--reports",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "How many reports (${DEFAULT-VALUE}).")
    int reports = 1_000_000;

    @Option(
            names = "--projection",
            paramLabel = "NAME",
            description =
                    "positions, or count, a declared projection that counts reports by outlet (${DEFAULT-VALUE}).")
    ProjectionChoice projected = ProjectionChoice.POSITIONS;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "The number of workers, and of the bare consumers that the replay is compared with; by default one for each core (${DEFAULT-VALUE}).")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--twin", description = "Measure the twin on Kafka Streams, too.")
    private boolean twin;

    @Option(
            names = "--profile",
            description = "Show which methods use the processor time of the replay.")
    private boolean profile;

    public ReplayCommand(PrintStream out, PrintStream err) {
        super(out, err);
    }

    @Override
    protected BenchReport measure(Workplace workplace) throws Exception {
        if (twin && projected != ProjectionChoice.POSITIONS) {
            throw new BenchException("The twin folds positions only: leave out --projection");
        }
        say("Writing %,d reports …", reports);
        var run = ReplayRun.prepare(workplace, seed, reports);
        say("Measuring with %d threads …", threads);
        var measured = run.measure(projected, threads, twin, profile);
        var figures = new ArrayList<>(measured.figures(projected));
        if (profile) {
            figures.addAll(Profile.read(workplace.profile()));
        }
        return BenchReport.of(
                "Replay of %,d reports into %s with %d threads, seed %d"
                        .formatted(reports, projected, threads, seed),
                figures);
    }
}
