package org.demarche.bench.start;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.demarche.bench.invented.SyntheticReports;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.workplace.TimeLimit;
import org.demarche.bench.workplace.Workplace;
import org.demarche.bench.write.InventedBodies;
import picocli.CommandLine.Command;

/**
 * Runs a stack under load. When its processes end, each saves the data that Java has learned about
 * it, so that the next processes start and warm up sooner. It measures nothing.
 */
@Command(name = "learn", hidden = true, description = "Runs a stack so that Java learns from it.")
public final class LearnCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration LOAD = Duration.ofSeconds(10);
    private static final int REPORTS = 2_000;
    private static final int BYTES = 1_100;
    private static final String STACK = "stack";

    private final PrintStream err;

    public LearnCommand(PrintStream err) {
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (var workplace = Workplace.open(TimeLimit.in(LONGEST))) {
            var stack = workplace.startStack(STACK, true, "-Ddemarche.learn=true");
            var reports = new SyntheticReports(1, REPORTS);
            stack.register(reports);
            var bodies = InventedBodies.of(reports, BYTES);
            stack.awaitTaken(bodies.next().body());
            try (var load = new ReadsAndWrites(bodies.positions(), bodies)) {
                var _ = load.run(stack.gateway(), LOAD);
            }
            workplace.stop(STACK);
            return 0;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            err.println(BenchException.sentence(e));
            return 1;
        }
    }
}
