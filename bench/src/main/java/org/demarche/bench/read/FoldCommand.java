package org.demarche.bench.read;

import java.io.PrintStream;
import java.util.List;
import java.util.SplittableRandom;
import org.demarche.bench.invented.PairReports;
import org.demarche.bench.invented.PairReports.Said;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Figure;
import org.demarche.bench.result.Samples;
import org.demarche.bench.workplace.Measurement;
import org.demarche.bench.workplace.PositiveNumber;
import org.demarche.bench.workplace.Workplace;
import org.demarche.model.Stance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "fold",
        description = {
            "Measures one more report in long pairs of actor and issue.",
            "It folds the report, evaluates the pair and makes all documents that change, with the code of the position service. It measures after a warm-up."
        })
public final class FoldCommand extends Measurement {

    private static final double MILLIS = 10;
    private static final int WARM_UP_ROUNDS = 100;

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "Statements of the pairs (${DEFAULT-VALUE}).")
    List<Integer> sizes = List.of(10, 1_000, 10_000);

    @Option(
            names = "--rounds",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "Reports for each pair (${DEFAULT-VALUE}).")
    int rounds = 200;

    public FoldCommand(PrintStream out, PrintStream err) {
        super(out, err);
    }

    private record Row(int size, FoldedPair pair, Samples times) {}

    /** Each round has all pairs, so that other load on the machine affects all alike. */
    @Override
    protected BenchReport measure(Workplace workplace) {
        say("Measuring …");
        var rows =
                sizes.stream()
                        .map(
                                size ->
                                        new Row(
                                                size,
                                                FoldedPair.of(PairReports.past(size)),
                                                new Samples()))
                        .toList();
        var reports = new PairReports(new SplittableRandom(seed));
        for (var round = -WARM_UP_ROUNDS; round < rounds; round++) {
            workplace.deadline().require();
            for (var row : rows) {
                var nanos = nanos(row, reports, round);
                if (round >= 0) {
                    row.times().add(nanos);
                }
            }
        }
        return BenchReport.of(
                "One more report, folded and published, %,d times".formatted(rounds),
                rows.stream().map(FoldCommand::figure).toList());
    }

    /** Files another stance on the newest day, and retracts it, so that the pair is as before. */
    private static long nanos(Row row, PairReports reports, int round) {
        var more =
                reports.report(
                        "more-" + (round + WARM_UP_ROUNDS),
                        Said.on(PairReports.day(row.size()), Stance.AGAINST));
        var nanos = row.pair().file(more);
        row.pair().retract(PairReports.retraction(more));
        return nanos;
    }

    private static Figure figure(Row row) {
        var times = row.times();
        return Figure.of(
                        "%,d statements".formatted(row.size()),
                        times.medianMicros() / 1e3,
                        "ms",
                        "median; p99 %s, including garbage collections"
                                .formatted(Figure.digits(times.p99Micros() / 1e3)))
                .atMost(MILLIS);
    }
}
