package org.demarche.bench.read;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.demarche.bench.invented.PairReports;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Figure;
import org.demarche.bench.result.Samples;
import org.demarche.bench.workplace.Measurement;
import org.demarche.bench.workplace.PositiveNumber;
import org.demarche.bench.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "as-of",
        description = {
            "Measures a position as of a day.",
            "It reads all events of the pair, folds them and writes the position's document, as the gateway does for the first request. Then it measures later requests, for which the gateway has kept the fold. It measures compiled code."
        })
public final class AsOfCommand extends Measurement {

    private static final double MILLIS = 2;

    @Option(
            names = "--statements",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "The number of statements of the actor on the issue, with one report each (${DEFAULT-VALUE}).")
    int statements = 1_000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "Reads of each day (${DEFAULT-VALUE}).")
    int rounds = 500;

    public AsOfCommand(PrintStream out, PrintStream err) {
        super(out, err);
    }

    @Override
    protected BenchReport measure(Workplace workplace) {
        say("Measuring …");
        var times = new AsOfTimes(PairReports.past(statements), rounds);
        var figures = new ArrayList<Figure>();
        figures.addAll(figures("last day", times.measure(day(1))));
        figures.addAll(figures("middle", times.measure(day(0.5))));
        figures.addAll(figures("first days", times.measure(day(0.01))));
        return BenchReport.of(
                "A position as of a day, of %,d statements, read %,d times"
                        .formatted(statements, rounds),
                figures);
    }

    private static List<Figure> figures(String day, AsOfTimes.Measured measured) {
        return List.of(
                Figure.of(
                        day + ": cold",
                        measured.cold().p99Micros() / 1e3,
                        "ms",
                        "p99 of the first read; medians: decode %s, fold %s, evaluate %s, document %s"
                                .formatted(
                                        median(measured.decode()),
                                        median(measured.fold()),
                                        median(measured.evaluate()),
                                        median(measured.document()))),
                Figure.of(
                                day + ": kept",
                                measured.kept().p99Micros() / 1e3,
                                "ms",
                                "p99 of each later read: evaluate and document")
                        .atMost(MILLIS));
    }

    private static String median(Samples samples) {
        return Figure.digits(samples.medianMicros() / 1e3);
    }

    /** A day without statements, between two statements. */
    private LocalDate day(double place) {
        return PairReports.day((int) (place * statements)).plusDays(1);
    }
}
