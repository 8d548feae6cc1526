package org.demarche.bench.load;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.demarche.bench.load.Rounds.Contender;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Profile;
import org.demarche.bench.workplace.FlightRecorder;
import org.demarche.bench.workplace.Stack;
import org.demarche.bench.workplace.WritableFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option to record the processes of a stack in the rounds that count. */
public final class ProfileOption {

    @Option(
            names = "--profile",
            paramLabel = "FOLDER",
            converter = WritableFolder.class,
            description =
                    "Show which methods use the processor time of the stack, and write a flame graph of each of its processes to this folder. This makes the stack slower.")
    private @Nullable Path folder;

    /** The recordings, by contender and then by process. */
    private final Map<String, Map<String, Path>> recordings = new LinkedHashMap<>();

    /** Returns the same contender with a recording of its rounds. Its warm-up is not recorded. */
    public Contender during(String name, Stack stack, Contender contender) {
        if (folder == null) {
            return contender;
        }
        var warm = new AtomicBoolean();
        return time ->
                warm.getAndSet(true) ? recorded(name, stack, contender, time) : contender.run(time);
    }

    private Loaded recorded(String name, Stack stack, Contender contender, Duration time)
            throws Exception {
        var services = stack.services();
        for (var process : services.values()) {
            FlightRecorder.start(process);
        }
        var loaded = contender.run(time);
        for (var service : services.entrySet()) {
            var last = stack.data().resolve("last.jfr");
            FlightRecorder.stop(service.getValue(), last);
            var all = stack.data().resolve("%s-%s.jfr".formatted(name, service.getKey()));
            // the files can be joined, because a recording may have several parts
            Files.write(all, Files.readAllBytes(last), CREATE, APPEND);
            recordings.computeIfAbsent(name, _ -> new TreeMap<>()).put(service.getKey(), all);
        }
        return loaded;
    }

    /** Adds the figures of the recordings to a report, and draws the recordings. */
    public BenchReport addTo(BenchReport report) throws IOException {
        if (folder == null) {
            return report;
        }
        var figures = new ArrayList<>(report.figures());
        for (var contender : recordings.entrySet()) {
            figures.addAll(Profile.byProcess(contender.getKey(), contender.getValue()));
            for (var process : contender.getValue().entrySet()) {
                var name = contender.getKey() + "-" + process.getKey();
                Profile.draw(process.getValue(), folder.resolve(name + ".html"), name);
            }
        }
        return new BenchReport(
                report.title() + ", figures of a profiled run",
                figures,
                report.plots(),
                report.machine());
    }
}
