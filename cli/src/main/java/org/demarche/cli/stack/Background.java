package org.demarche.cli.stack;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/** Starts a supervisor that outlives the command and its terminal. */
record Background(Home home, Folder folder, int port, boolean noSeeds, int waitSeconds) {

    /**
     * Starts the supervisor, and waits until the stack is ready. Ctrl-C during the wait stops the
     * stack.
     */
    StackRecord start() throws IOException {
        Folder.release(folder.lock().orElseThrow(() -> RunningStack.failure(folder)));
        var log = folder.log("supervisor");
        PartProcess.beginLog(log);
        var process =
                new ProcessBuilder(command())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        var stopHalfWay = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(stopHalfWay);
        while (true) {
            var stack =
                    folder.read()
                            .filter(StackRecord::ready)
                            .filter(found -> found.supervisor().pid() == process.pid());
            if (stack.isPresent()) {
                Runtime.getRuntime().removeShutdownHook(stopHalfWay);
                return stack.get();
            }
            if (!process.isAlive())
                throw new Failure(ExitCode.CANNOT_START, lastWords(Files.readString(log).strip()));
            pause();
        }
    }

    private static String lastWords(String log) {
        return log.isEmpty() ? "The stack ended before it was ready." : log;
    }

    private List<String> command() {
        var command =
                new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags());
        command.add("-Ddemarche.home=" + home.path());
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.demarche.cli.Main",
                        "up"));
        command.addAll(
                List.of(
                        "--data",
                        folder.root().toString(),
                        "--port",
                        String.valueOf(port),
                        "--wait",
                        String.valueOf(waitSeconds)));
        if (noSeeds) command.add("--no-seeds");
        return command;
    }

    /** Returns the flags of this process, without those of a debugger or a test runner. */
    private static List<String> flags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-X") || flag.startsWith("--"))
                .toList();
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new Failure(ExitCode.CANNOT_START, "Interrupted.", e);
        }
    }
}
