package org.demarche.bench.start;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.demarche.bench.invented.SyntheticReports;
import org.demarche.bench.load.Length;
import org.demarche.bench.load.Rounds;
import org.demarche.bench.load.Rounds.Contender;
import org.demarche.bench.replay.BareRead;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Figure;
import org.demarche.bench.result.Memory;
import org.demarche.bench.workplace.Measurement;
import org.demarche.bench.workplace.PositiveNumber;
import org.demarche.bench.workplace.Stack;
import org.demarche.bench.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "restart",
        description = {
            "Measures how soon a position service that was killed has caught up.",
            "It kills the service with many reports in the log, as `kill -9` does. It then files reports in every partition, and waits until the next process of the service has folded them. For comparison, in alternating rounds, a new process reads the same log, first without and then with decoding. At the end it measures the service's live heap. It runs on Linux only."
        })
public final class RestartCommand extends Measurement {

    private static final double TO_BARE_READ = 2.5;
    private static final double BYTES_A_STATEMENT = 400;

    @Option(
            names = "--reports",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "How many reports (${DEFAULT-VALUE}).")
    private int reports = 1_000_000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "The number of kills that count. One more kill comes before them, and does not count (${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "Threads of a bare read, by default one for each core (${DEFAULT-VALUE}).")
    private int threads = Runtime.getRuntime().availableProcessors();

    public RestartCommand(PrintStream out, PrintStream err) {
        super(out, err);
    }

    @Override
    protected BenchReport measure(Workplace workplace) throws Exception {
        say("Starting a stack and writing %,d reports …", reports);
        var stack = workplace.startStack("stack", false);
        var emptyHeap = Memory.liveHeapMegabytes(stack.process(Stack.POSITION));
        stack.fill(seed, reports);
        say("Killing the position service %d times …", rounds + 1);
        var killed = new KilledPosition(stack);
        var more = new AtomicLong(seed);
        var bare = new BareRead(workplace, stack.broker(), threads);
        Contender read = _ -> bare.whole(false);
        Contender decoded = _ -> bare.whole(true);
        var runs =
                new Rounds(this::say)
                        .with("caught up", _ -> killed.caughtUp(more.incrementAndGet()))
                        .with("bare read", read)
                        .with("bare read, decoded", decoded)
                        .take(Length.of(rounds), workplace.deadline());
        var heap = Memory.liveHeapMegabytes(stack.process(Stack.POSITION)) - emptyHeap;
        var statements = SyntheticReports.statements(seed, reports);
        return BenchReport.of(
                "A position service killed with %,d reports in the log, seed %d"
                        .formatted(reports, seed),
                List.of(
                        runs.get(0).time(),
                        runs.get(1).time(),
                        runs.get(2).time(),
                        runs.get(0).toTimeOf(runs.get(1)).atMost(TO_BARE_READ),
                        runs.get(0).toTimeOf(runs.get(2)),
                        Figure.of(
                                "live heap",
                                heap,
                                "MB",
                                "more than that of an empty stack, after a full collection"),
                        Figure.of(
                                        "live heap per statement",
                                        heap * 1e6 / statements,
                                        "bytes",
                                        "of %,d statements".formatted(statements))
                                .atMost(BYTES_A_STATEMENT)));
    }
}
