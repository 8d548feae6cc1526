package org.demarche.bench.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.demarche.bench.invented.LogWriter;
import org.demarche.bench.invented.SyntheticReports;
import org.demarche.bench.workplace.Workplace;

/**
 * Logs on their own broker, and a process that reads and folds them.
 *
 * @param bootstrap the address of the broker
 */
record ReplayRun(Workplace workplace, String bootstrap) {

    /** The same memory that {@code demarche up} gives to the position service. */
    static final List<String> MEMORY = List.of("-XX:MaxRAMPercentage=25", "-XX:+UseParallelGC");

    private static final int MOST_WARM_UP_REPORTS = 200_000;

    /** Starts the broker, and writes the log to measure and a smaller one for the warm-up. */
    static ReplayRun prepare(Workplace workplace, long seed, int reports) throws Exception {
        var run = new ReplayRun(workplace, workplace.startBroker());
        run.write(MeasureCommand.WARM_UP, seed + 1, Math.min(reports, MOST_WARM_UP_REPORTS));
        run.write(MeasureCommand.MEASURED, seed, reports);
        return run;
    }

    ReplayMeasured measure(ProjectionChoice projected, int threads, boolean twin, boolean profile)
            throws Exception {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "org.demarche.bench.Main",
                                "measure",
                                "--bootstrap",
                                bootstrap,
                                "--threads",
                                Integer.toString(threads),
                                "--projection",
                                projected.name(),
                                "--result",
                                workplace.result().toString()));
        if (twin) {
            arguments.addAll(List.of("--twin", workplace.folder("twin").toString()));
        }
        if (profile) {
            arguments.addAll(List.of("--profile", workplace.profile().toString()));
        }
        workplace.run("measuring", MEMORY, arguments);
        return new ObjectMapper()
                .readValue(Files.readAllBytes(workplace.result()), ReplayMeasured.class);
    }

    private void write(String prefix, long seed, int count) {
        LogWriter.write(
                MeasureCommand.config(bootstrap, prefix),
                workplace.deadline().over(new SyntheticReports(seed, count)));
    }
}
