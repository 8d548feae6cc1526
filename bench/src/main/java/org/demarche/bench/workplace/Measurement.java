package org.demarche.bench.workplace;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.result.BenchReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options and the output of every measurement. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the targets are met",
            "1:a target is not met, or the measurement failed",
            "2:an option is wrong"
        })
public abstract class Measurement implements Callable<Integer> {

    @Option(
            names = "--seed",
            paramLabel = "N",
            order = 100,
            description = "The same seed makes the same reports (${DEFAULT-VALUE}).")
    public long seed = 1;

    @Option(
            names = "--limit-minutes",
            paramLabel = "N",
            order = 101,
            converter = PositiveNumber.class,
            description = "Gives up after this time (${DEFAULT-VALUE}).")
    protected int limitMinutes = 20;

    @Option(names = "--json", order = 102, description = "Print one JSON object.")
    private boolean json;

    private final PrintStream out;
    private final PrintStream err;

    public Measurement(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public final Integer call() throws Exception {
        try {
            var report = measure(TimeLimit.in(Duration.ofMinutes(limitMinutes)));
            out.println(json ? report.json() : report.table());
            return report.pass() ? 0 : 1;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            err.println(BenchException.sentence(e));
            return 1;
        }
    }

    /** Measures in its own workplace. */
    public final BenchReport measure(TimeLimit deadline) throws Exception {
        try (var workplace = Workplace.open(deadline)) {
            return measure(workplace);
        }
    }

    protected abstract BenchReport measure(Workplace workplace) throws Exception;

    protected void say(String line, Object... arguments) {
        err.println(line.formatted(arguments));
    }
}
