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
        // the sign adds a setting that the file, here none, does not have
        Profile.settings().forEach((setting, value) -> options.add("+" + setting + "=" + value));
        jcmd(process, options, said -> said.contains("Started recording"));
    }

    /** Writes what was recorded, which takes the place of an earlier file. */
    public static void stop(ProcessHandle process, Path recording)
            throws IOException, InterruptedException {
        Files.deleteIfExists(recording);
        jcmd(
                process,
                List.of("JFR.stop", NAME, "filename=\"%s\"".formatted(recording)),
                _ -> Files.exists(recording));
    }

    /** Looks for what it asked for: jcmd ends well, too, if the process cannot do it. */
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
