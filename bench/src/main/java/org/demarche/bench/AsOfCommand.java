package org.demarche.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "as-of",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Asks for a position as of a day: reads the documents of all events, folds them, and writes",
            "the position's document, as the gateway does when it is asked first; and what of that is",
            "left when it has kept what it folded. Compiled code is measured."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:what is kept answers below the limit",
            "1:it does not",
            "2:it was called wrongly"
        })
final class AsOfCommand implements Callable<Integer> {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Option(
            names = "--statements",
            paramLabel = "N",
            converter = Positive.class,
            description = "Of the actor on the issue, a report each (${DEFAULT-VALUE}).")
    int statements = 1_000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            converter = Positive.class,
            description = "Reads of each day (${DEFAULT-VALUE}).")
    int rounds = 500;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final PrintStream out;
    private final PrintStream err;

    AsOfCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        err.println("Measuring …");
        var times = new AsOfTimes(Setting.statements().past(statements), rounds);
        var report =
                AsOfReport.of(
                        statements,
                        rounds,
                        List.of(
                                read(times, "last day", 1),
                                read(times, "middle", 0.5),
                                read(times, "first days", 0.01)));
        out.println(json ? JSON.writeValueAsString(report) : AsOfTable.of(report));
        return report.pass() ? 0 : 1;
    }

    private AsOfReport.Read read(AsOfTimes times, String name, double place) {
        return AsOfReport.Read.of(name, times.measure(day(place)));
    }

    private LocalDate day(double place) {
        return Setting.dayAt(place, statements);
    }
}
