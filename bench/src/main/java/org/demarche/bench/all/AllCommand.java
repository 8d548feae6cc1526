package org.demarche.bench.all;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.demarche.bench.all.BenchResults.Result;
import org.demarche.bench.fresh.FreshCommand;
import org.demarche.bench.read.AsOfCommand;
import org.demarche.bench.read.FoldCommand;
import org.demarche.bench.read.MemoryCommand;
import org.demarche.bench.read.PagesCommand;
import org.demarche.bench.read.PositionReadCommand;
import org.demarche.bench.read.ReadsCommand;
import org.demarche.bench.replay.HttpReplayCommand;
import org.demarche.bench.replay.ReplayCommand;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Figure;
import org.demarche.bench.start.RestartCommand;
import org.demarche.bench.start.StartCommand;
import org.demarche.bench.workplace.Measurement;
import org.demarche.bench.workplace.TimeLimit;
import org.demarche.bench.workplace.Workplace;
import org.demarche.bench.write.IngestCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "all",
        description = {
            "Runs the measurements one after the other, and writes their results.",
            "It writes one JSON file and one page with plots, which needs no other file. It runs all but `scale`. If a measurement fails, the next one still runs. Each ends after 30 minutes, with --quick after 3."
        })
public final class AllCommand extends Measurement {

    private static final Duration MOST = Duration.ofMinutes(30);
    private static final Duration MOST_QUICKLY = Duration.ofMinutes(3);

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmm").withZone(ZoneOffset.UTC);

    @Option(
            names = "--quick",
            description =
                    "Run only ingest, read, fresh, start, restart and replay, in short rounds. This takes about five to eight minutes.")
    private boolean quick;

    @Option(
            names = "--scale",
            paramLabel = "FILE",
            description = "A file with the output of `bench scale --json`. The page shows it, too.")
    private @Nullable Path scale;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "The folder for the files (bench/results by default).")
    private @Nullable Path folder;

    private final PrintStream out;
    private final PrintStream err;

    public AllCommand(PrintStream out, PrintStream err) {
        super(out, err);
        this.out = out;
        this.err = err;
        limitMinutes = 120;
    }

    /**
     * @param quickly the options in a quick run; null if a quick run leaves the measurement out
     */
    private record Planned(Measurement measurement, @Nullable String quickly) {}

    private List<Planned> plan() {
        return List.of(
                new Planned(new IngestCommand(out, err), "--rounds 3 --seconds 1 --warm-up 4"),
                new Planned(
                        new PositionReadCommand(out, err), "--rounds 3 --seconds 2 --warm-up 4"),
                new Planned(new FreshCommand(out, err), "--rounds 3 --seconds 2 --warm-up 3"),
                new Planned(new StartCommand(out, err), "--rounds 1 --seconds 5 --warm-up 8"),
                new Planned(new RestartCommand(out, err), "--rounds 1 --reports 20000"),
                new Planned(new ReplayCommand(out, err), "--reports 50000"),
                new Planned(new HttpReplayCommand(out, err), null),
                new Planned(new ReadsCommand(out, err), null),
                new Planned(new MemoryCommand(out, err), null),
                new Planned(new FoldCommand(out, err), null),
                new Planned(new AsOfCommand(out, err), null),
                new Planned(new PagesCommand(out, err), null));
    }

    @Override
    protected BenchReport measure(Workplace workplace) throws Exception {
        var measured = Instant.now().toString();
        var scales = scale == null ? List.<Result>of() : List.of(printed(scale));
        var results = new ArrayList<Result>();
        var figures = new ArrayList<Figure>();
        for (var planned : plan()) {
            if (!quick || planned.quickly() != null) {
                results.add(result(planned, workplace.deadline(), figures));
                write(new BenchResults(measured, quick, with(scales, results)));
            }
        }
        return BenchReport.of(
                "All measurements%s, seed %d".formatted(quick ? ", quick" : "", seed), figures);
    }

    private static Result printed(Path scale) {
        try {
            return Result.printed("scale", Files.readAllBytes(scale));
        } catch (IOException e) {
            throw new BenchException("--scale cannot be read: " + e);
        }
    }

    private static List<Result> with(List<Result> scales, List<Result> results) {
        return Stream.concat(results.stream(), scales.stream()).toList();
    }

    /**
     * @param figures receives the figures of the measurement; a failed measurement adds a target
     *     that is not met
     */
    private Result result(Planned planned, TimeLimit deadline, List<Figure> figures)
            throws InterruptedException {
        var command = new CommandLine(planned.measurement());
        var arguments = new ArrayList<>(List.of("--seed", Long.toString(seed)));
        if (quick && planned.quickly() != null) {
            arguments.addAll(List.of(planned.quickly().split(" ")));
        }
        var _ = command.parseArgs(arguments.toArray(String[]::new));
        var name = command.getCommandName();
        say("%s:", name);
        try {
            var report = planned.measurement().measure(deadline.orIn(quick ? MOST_QUICKLY : MOST));
            report.figures().forEach(figure -> figures.add(figure.of(name)));
            return Result.of(name, report);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            var failure = BenchException.sentence(e);
            say("%s", failure);
            figures.add(Figure.of(name + ": failed", 1, "", failure).atMost(0));
            return Result.failed(name, failure);
        }
    }

    /** Writes the results after each measurement, so that none is lost if this process ends. */
    private void write(BenchResults results) throws IOException {
        var into = folder == null ? Workplace.home().resolve("bench/results") : folder;
        Files.createDirectories(into);
        var name = NAME.format(Instant.parse(results.measured()));
        var json = into.resolve(name + ".json");
        var page = into.resolve(name + ".html");
        Files.writeString(json, results.json());
        Files.writeString(page, ResultsPage.of(results));
        say("Written: %s and %s", json, page);
    }
}
