package org.demarche.torture;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

@Command(
        name = "torture",
        description =
                "Starts a stack of its own, injects faults under load, and checks that nothing is lost, doubled, stale or wrong.",
        footer = {
            "",
            "The stack is on 127.0.0.1, in a temporary folder. The exit code is 0 if every promise held and every fault had a recovery, and else 1."
        },
        mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {

    private static final int CLIENTS = 6;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "How long faults are injected (${DEFAULT-VALUE}).",
            defaultValue = "10")
    int minutes;

    @Option(
            names = "--faults",
            paramLabel = "N",
            description = "Stop after so many faults, if the minutes last.")
    @Nullable Integer faults;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same order of faults (${DEFAULT-VALUE}).",
            defaultValue = "1")
    long seed;

    @Spec CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.setProperty("logback.configurationFile", "torture-logback.xml");
        System.exit(
                new CommandLine(new Main())
                        .setExecutionExceptionHandler(Main::failed)
                        .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var folder = Files.createTempDirectory("demarche-torture");
        try (var stack = Stack.start(home(), folder)) {
            var gateway = stack.gateway();
            Cast.register(gateway, CLIENTS);
            var history = new History();
            var tally = torture(stack, history, out);
            var findings = check(stack, history);
            out.print(tally.text(history, findings));
            out.flush();
            if (findings.isEmpty() && tally.recovered()) {
                delete(folder);
                return 0;
            }
            out.println("The data and the logs of the stack are in " + folder);
            out.flush();
            return 1;
        }
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed)
            throws Exception {
        if (failure instanceof TortureException known) {
            command.getErr().println(known.getMessage());
            return 1;
        }
        throw failure;
    }

    private Tally torture(Stack stack, History history, PrintWriter out)
            throws IOException, InterruptedException {
        var stop = new AtomicBoolean();
        var clients = new ArrayList<Thread>();
        for (var actor : Cast.actors(CLIENTS)) {
            var coder = new Coder(actor, stack.gateway(), history, stop, seed + actor.hashCode());
            clients.add(Thread.startVirtualThread(coder));
        }
        try {
            return inject(stack, history, out);
        } finally {
            stop.set(true);
            for (var client : clients) {
                client.join();
            }
        }
    }

    private Tally inject(Stack stack, History history, PrintWriter out)
            throws IOException, InterruptedException {
        var tally = new Tally();
        var schedule = new Schedule(seed);
        var end = Instant.now().plus(Duration.ofMinutes(minutes));
        while (Instant.now().isBefore(end) && (faults == null || tally.injected() < faults)) {
            var fault = schedule.next();
            Thread.sleep(schedule.pause(fault));
            fault.inject(stack, history, schedule.random());
            var recovery = Recovery.await(history, Instant.now());
            tally.add(fault, recovery);
            out.printf(
                    "%4d  %-42s %s%n",
                    tally.injected(),
                    fault.description(),
                    recovery.map(took -> "%.1f s".formatted(took.toMillis() / 1_000.0))
                            .orElse("no good answer for two minutes"));
            out.flush();
            if (recovery.isEmpty()) {
                break;
            }
        }
        out.println();
        return tally;
    }

    private static List<Finding> check(Stack stack, History history)
            throws IOException, InterruptedException {
        var log = LogReading.of(stack.broker());
        var gateway = stack.gateway();
        var findings = new ArrayList<>(history.wrong());
        findings.addAll(Checker.log(history.writes(), log.events()));
        findings.addAll(Checker.readings(history.readings()));
        findings.addAll(
                Checker.views(Expected.of(log.events()), Views.positions(gateway, log.token())));
        findings.addAll(
                Checker.views(Expected.tally(log.events()), Views.tally(gateway, log.token())));
        return findings;
    }

    private static Path home() {
        var home = System.getProperty("demarche.home");
        if (home == null) {
            throw new TortureException("Start it as `demarche torture`: it needs the services.");
        }
        return Path.of(home);
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
