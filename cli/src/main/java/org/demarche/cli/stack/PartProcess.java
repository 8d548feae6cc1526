package org.demarche.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running process of the stack. */
record PartProcess(Part part, Process process, Path log) {

    private static final Duration STOP = Duration.ofSeconds(20);

    /**
     * Starts the process, with its output in its log. Ctrl-C reaches all processes of a terminal at
     * the same time. The shell in front of the child ignores it, so that the supervisor can stop
     * the children in order.
     */
    static PartProcess start(Part part, Path home, Folder folder) {
        var log = folder.log(part.name());
        var command =
                new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.addAll(part.command(home));
        var builder =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        adopt(builder.environment(), part);
        try {
            return new PartProcess(part, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void adopt(Map<String, String> environment, Part part) {
        environment.keySet().removeIf(name -> !PassedEnvironment.reaches(name));
        environment.putAll(part.environment());
    }

    /** Keeps the log of the previous start beside the new one. */
    static void beginLog(Path log) {
        try {
            if (Files.exists(log)) {
                Files.move(
                        log,
                        log.resolveSibling(log.getFileName() + ".before"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the process to stop, and kills it after twenty seconds. */
    void stop() {
        stop(process.toHandle());
    }

    static void stop(ProcessHandle process) {
        process.destroy();
        if (!ended(process)) {
            process.destroyForcibly();
            var _ = ended(process);
        }
    }

    private static boolean ended(ProcessHandle process) {
        try {
            process.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the exit code, and the end of the log. */
    String lastWords() {
        return "The %s ended with exit code %d. The end of %s:%n%s"
                .formatted(part.name(), process.exitValue(), log, tail(log));
    }

    static String tail(Path log) {
        try {
            var lines =
                    new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
            return String.join(
                    "\n",
                    lines.subList(Math.max(0, lines.size() - 12), lines.size()).stream()
                            .map(line -> "  " + line)
                            .toList());
        } catch (IOException e) {
            return "  (cannot be read: " + e.getMessage() + ")";
        }
    }

    StackRecord.Entry entry() {
        return new StackRecord.Entry(
                part.name(),
                part.address(),
                part.http(),
                part.health(),
                log.toString(),
                StackRecord.Identity.of(process.toHandle()));
    }
}
