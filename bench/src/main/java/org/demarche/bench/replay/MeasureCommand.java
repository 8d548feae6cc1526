package org.demarche.bench.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.demarche.bench.result.Profile;
import org.demarche.bench.topic.TopicEnds;
import org.demarche.bench.twin.Twin;
import org.demarche.log.kafka.KafkaConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The process that measures a replay, on logs that are already written. It has the same settings as
 * the position service.
 */
@Command(name = "measure", hidden = true)
public final class MeasureCommand implements Callable<Integer> {

    /**
     * The prefix of the log that is read and folded first, so that the code is compiled when the
     * other log is measured.
     */
    static final String WARM_UP = "warm-up";

    static final String MEASURED = "measured";

    private static final int LIMITS_ON_EACH_SIDE = 2;

    @Option(names = "--bootstrap", required = true)
    private String bootstrap = "";

    @Option(names = "--threads", required = true)
    private int threads;

    @Option(names = "--projection", required = true)
    private ProjectionChoice projected = ProjectionChoice.POSITIONS;

    @Option(names = "--twin", description = "folder for the state of the twin, which is measured")
    private @Nullable Path twin;

    @Option(names = "--profile", description = "where to put a recording of the replay")
    private @Nullable Path profile;

    @Option(names = "--result", required = true)
    private Path result = Path.of("");

    public static KafkaConfig config(String bootstrap, String prefix) {
        return KafkaConfig.of(Map.of("bootstrap.servers", bootstrap), Map.of("prefix", prefix));
    }

    @Override
    public Integer call() throws Exception {
        run(config(bootstrap, WARM_UP), () -> {}, () -> {});
        var log = config(bootstrap, MEASURED);
        var measured = profile == null ? run(log, () -> {}, () -> {}) : profiled(log, profile);
        Files.write(result, new ObjectMapper().writeValueAsBytes(measured));
        return 0;
    }

    private ReplayMeasured profiled(KafkaConfig log, Path file) throws Exception {
        try (var recording = Profile.recording()) {
            var measured = run(log, recording::start, recording::stop);
            recording.dump(file);
            return measured;
        }
    }

    /** Measures the limits before and after the replay, to notice a machine that slows down. */
    private ReplayMeasured run(KafkaConfig log, Runnable before, Runnable after) throws Exception {
        var limit = Limit.decoding(log, threads);
        var limits = new ArrayList<Limit.Run>();
        for (var n = 0; n < LIMITS_ON_EACH_SIDE; n++) {
            limits.add(limit.measure());
        }
        before.run();
        var replay = new ReplayBench(log, projected, threads).measure(after);
        for (var n = 0; n < LIMITS_ON_EACH_SIDE; n++) {
            limits.add(limit.measure());
        }
        var twinned = twin == null ? null : new Twin(log, twin, threads).measure();
        try (var admin = Admin.create(log.clientProperties())) {
            return new ReplayMeasured(
                    limits,
                    replay,
                    TopicEnds.bytes(admin, log.topics().reports()),
                    TopicEnds.bytes(admin, log.topics().view(ReplayBench.FRESH)),
                    twinned);
        }
    }
}
