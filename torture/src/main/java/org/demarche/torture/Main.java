package org.demarche.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.demarche.torture.fault.FaultKind;
import org.demarche.torture.stack.ProcessStack;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "demarche torture",
        description = {
            "Starts its own stack, puts a load on it, injects one fault after the other, and checks that nothing was lost, counted twice or answered wrongly.",
            "Exits with 0 if every guarantee held and the stack recovered from every fault, with 1 if not, with 2 if an option is wrong, and with 4 if the stack did not start."
        },
        mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {

    private static final int BROKEN = 1;
    private static final int CANNOT_GO_ON = 4;

    @Option(
            names = "--faults",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many faults (${DEFAULT-VALUE}).")
    int faults;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "10",
            description = "No new fault begins after this many minutes (${DEFAULT-VALUE}).")
    int minutes;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Decides which faults come, and in which order (${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50",
            description = "The steps per second of all clients together (${DEFAULT-VALUE}).")
    int rate;

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description = "Only these kinds of faults: ${COMPLETION-CANDIDATES}.")
    List<FaultKind> kinds = new ArrayList<>();

    @Option(
            names = "--compose",
            description =
                    "Injects the faults into the containers of docker-compose.yml, and not into processes of this machine. It names each fault that it cannot inject into a container.")
    boolean compose;

    @Option(
            names = "--compose-file",
            paramLabel = "FILE",
            description =
                    "One more file for Compose, which changes settings of docker-compose.yml.")
    List<Path> composeFiles = new ArrayList<>();

    @Spec CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) throws IOException {
        // set before the first lookup of a name, because Java reads the property only once
        var hosts = Files.createTempFile("torture", ".hosts");
        ProcessStack.writeHosts(hosts, "127.0.0.1");
        System.setProperty("jdk.net.hosts.file", hosts.toString());
        var exitCode = new CommandLine(new Main()).execute(args);
        Files.delete(hosts);
        System.exit(exitCode);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        requirePositive("--faults", faults);
        requirePositive("--minutes", minutes);
        requirePositive("--rate", rate);
        if (!composeFiles.isEmpty() && !compose) {
            throw new ParameterException(
                    spec.commandLine(), "--compose-file works only with --compose: add --compose.");
        }
        var home = Path.of(System.getProperty("demarche.home", "")).toAbsolutePath();
        var data = Files.createTempDirectory("demarche-torture");
        var chosen = kinds.isEmpty() ? List.of(FaultKind.values()) : kinds;
        var plan =
                new Torture.Plan(
                        home,
                        data,
                        seed,
                        faults,
                        Duration.ofMinutes(minutes),
                        rate,
                        chosen,
                        compose,
                        composeFiles);
        try {
            if (new Torture(plan, System.out).run()) {
                delete(data);
                return 0;
            }
            System.out.println("The logs of the stack are in " + data);
            return BROKEN;
        } catch (Torture.NotStarted e) {
            System.err.println(e.getMessage());
            System.err.println("The logs of the stack are in " + data);
            return CANNOT_GO_ON;
        }
    }

    private void requirePositive(String option, int number) {
        if (number < 1) {
            throw new ParameterException(
                    spec.commandLine(), "%s is %d: give 1 or more.".formatted(option, number));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
