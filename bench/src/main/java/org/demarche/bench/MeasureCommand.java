package org.demarche.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.demarche.bench.Replay.Replayed;
import org.demarche.log.KafkaConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What {@code bench replay} runs in a process of its own, set up as that of the position service,
 * on logs that are already written.
 */
@Command(name = "measure", hidden = true)
final class MeasureCommand implements Callable<Integer> {

    /**
     * Prefix of the log that is read and folded first, so that the other one meets compiled code.
     */
    static final String WARM_UP = "warm-up";

    static final String MEASURED = "measured";

    private static final int LIMITS_ON_EACH_SIDE = 2;

    @Option(names = "--bootstrap", required = true)
    private String bootstrap = "";

    @Option(names = "--threads", required = true)
    private int threads;

    @Option(names = "--projection", required = true)
    private Projected projected = Projected.POSITIONS;

    @Option(names = "--profile", description = "where to put a recording of the replay")
    private @Nullable Path profile;

    @Option(names = "--result", required = true)
    private Path result = Path.of("");

    /**
     * @param limits in the order of their runs
     */
    record Measured(List<Limit.Run> limits, Replayed replay) {}

    static KafkaConfig config(String bootstrap, String prefix) {
        return KafkaConfig.of(Map.of("bootstrap.servers", bootstrap), Map.of("prefix", prefix));
    }

    @Override
    public Integer call() throws Exception {
        run(config(bootstrap, WARM_UP), () -> {}, () -> {});
        var log = config(bootstrap, MEASURED);
        Files.write(
                result,
                new ObjectMapper()
                        .writeValueAsBytes(
                                profile == null
                                        ? run(log, () -> {}, () -> {})
                                        : profiled(log, profile)));
        return 0;
    }

    private Measured profiled(KafkaConfig log, Path file) throws Exception {
        try (var recording = Profile.recording()) {
            var measured = run(log, recording::start, recording::stop);
            recording.dump(file);
            return measured;
        }
    }

    /** Limits before and after the replay, so that a machine that gets slower is seen to. */
    private Measured run(KafkaConfig log, Runnable before, Runnable after) throws Exception {
        var limit = new Limit(log, threads);
        var limits = new ArrayList<Limit.Run>();
        for (var n = 0; n < LIMITS_ON_EACH_SIDE; n++) {
            limits.add(limit.measure());
        }
        before.run();
        var replay = new Replay(log, projected, threads).measure(after);
        for (var n = 0; n < LIMITS_ON_EACH_SIDE; n++) {
            limits.add(limit.measure());
        }
        return new Measured(limits, replay);
    }
}
