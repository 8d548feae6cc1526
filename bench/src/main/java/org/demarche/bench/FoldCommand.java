package org.demarche.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "fold",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Folds one more report into pairs and statements of growing length, at several places of",
            "their history, with all documents that it changes. Each one is retracted again. Compiled",
            "code is measured."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no ratio is above its limit", "1:one is", "2:it was called wrongly"})
final class FoldCommand implements Callable<Integer> {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "N",
            converter = Positive.class,
            description = "Of the histories; the last is compared to the first (${DEFAULT-VALUE}).")
    List<Integer> sizes = List.of(10, 100, 1_000, 10_000);

    @Option(
            names = "--rounds",
            paramLabel = "N",
            converter = Positive.class,
            description =
                    "Forty reports at each place and of each length, so many times (${DEFAULT-VALUE}).")
    int rounds = 25;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final PrintStream out;
    private final PrintStream err;

    FoldCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        err.println("Measuring …");
        var report =
                FoldReport.of(
                        rounds * FoldTimes.IN_A_ROW,
                        new FoldTimes(sizes, rounds).measure(Setting.all()));
        out.println(json ? JSON.writeValueAsString(report) : FoldTable.of(report));
        return report.pass() ? 0 : 1;
    }
}
