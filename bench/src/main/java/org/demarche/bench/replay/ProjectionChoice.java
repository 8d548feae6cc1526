package org.demarche.bench.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.demarche.declared.Definition;
import org.demarche.log.VersionId;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.position.worker.Workers;

/** The projections to fold the log into. */
enum ProjectionChoice {
    /** The projection that most reads need. */
    POSITIONS(0.45) {
        @Override
        Workers start(KafkaConfig config, VersionId version, int threads, MeterRegistry registry) {
            return Workers.start(config, version, threads, registry);
        }
    },
    /** The smallest declared projection. */
    COUNT(0.7) {
        @Override
        Workers start(KafkaConfig config, VersionId version, int threads, MeterRegistry registry) {
            return Workers.start(config, version, countByOutlet(), threads, registry);
        }
    };

    private static final String COUNT_BY_OUTLET =
            """
            {"name":"count-by-outlet","key":"report.source.outlet","fields":{"reports":"count()"}}
            """;

    private final double toLimit;

    ProjectionChoice(double toLimit) {
        this.toLimit = toLimit;
    }

    /** The share of the limit that a replay must reach. */
    double toLimit() {
        return toLimit;
    }

    /**
     * Starts to fold the log into the version.
     *
     * @param threads the number of workers, each with one thread
     */
    abstract Workers start(
            KafkaConfig config, VersionId version, int threads, MeterRegistry registry);

    /** The word on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Definition countByOutlet() {
        try {
            return Definition.parse(COUNT_BY_OUTLET.getBytes(UTF_8));
        } catch (MalformedJson | InvalidBody e) {
            throw new IllegalStateException(e);
        }
    }
}
