package org.demarche.bench.workplace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.result.Profile;

/** Switches JDK Flight Recorder on and off in a running process, which was started without it. */
public final class FlightRecorder {

    private static final String NAME = "name=demarche-bench";

    private FlightRecorder() {}

    public static void start(ProcessHandle process) throws IOException, InterruptedException {
        var options = new ArrayList<>(List.of("JFR.start", NAME, "settings=none"));
        // the plus sign adds a setting that the file does not have; here there is no file
        Profile.settings().forEach((setting, value) -> options.add("+" + setting + "=" + value));
        jcmd(process, options, said -> said.contains("Started recording"));
    }

    /** Ends the recording, and writes it to a file in place of an earlier one. */
    public static void stop(ProcessHandle process, Path recording)
            throws IOException, InterruptedException {
        Files.deleteIfExists(recording);
        jcmd(
                process,
                List.of("JFR.stop", NAME, "filename=\"%s\"".formatted(recording)),
                _ -> Files.exists(recording));
    }

    /**
     * Runs jcmd, and looks for its effect, because jcmd also succeeds if the process cannot do it.
     */
    private static void jcmd(ProcessHandle process, List<String> options, Predicate<String> isDone)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(process.pid()));
        command.addAll(options);
        var jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
        if (jcmd.waitFor() != 0 || !isDone.test(said)) {
            throw new BenchException(
                    "A process could not be profiled. '%s' said:%n%s"
                            .formatted(String.join(" ", command), said));
        }
    }
}
