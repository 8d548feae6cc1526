package org.demarche.position.version;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlUnwritten;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.control.Version;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.ReadyTopics;
import org.demarche.log.rights.KafkaUser;
import org.demarche.position.kafka.BrokerRequests;
import org.demarche.position.projection.Projection;
import org.demarche.position.projection.Projections;
import org.demarche.position.worker.GroupProtocol;
import org.demarche.position.worker.WorkersConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the versions that must be folded according to the catalog, and no others. Other processes
 * do the same, in the same groups. After each change of the catalog, the service looks at the whole
 * catalog. If the catalog can no longer be read, only live versions are folded, because nobody
 * knows whether the others are still wanted.
 */
public final class FoldedVersions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FoldedVersions.class);

    private final Admin admin;
    private final List<String> differences;
    private final CatalogReader reader;
    private final ControlWriter writer;
    private final OwnDecisions decisions;
    private final EndedVersions endedVersions;
    private final FirstVersion first;
    private final ReconcileLoop loop = new ReconcileLoop(this::follow);
    private final RunningVersions running;
    private boolean clearing;

    /**
     * Starts to fold. Waits for Kafka, and until all wanted versions have workers.
     *
     * @param code the projections that this process can fold
     * @throws org.demarche.log.kafka.TopicMismatch if a topic exists with other settings
     * @throws org.demarche.log.kafka.TopicMissing if a topic is missing that others have to create
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
     */
    public static FoldedVersions start(
            KafkaConfig config,
            WorkersConfig settings,
            Collection<? extends Projection> code,
            MeterRegistry registry) {
        var projections = Projections.of(code);
        var topics = ready(config);
        var admin = Admin.create(config.clientProperties());
        try {
            GroupProtocol.require(admin, config.bootstrapServers());
        } catch (RuntimeException e) {
            admin.close();
            throw e;
        }
        var versions = new FoldedVersions(topics, settings, projections, registry, admin);
        try {
            versions.begin();
        } catch (RuntimeException e) {
            versions.close();
            throw e;
        }
        return versions;
    }

    private static ReadyTopics ready(KafkaConfig config) {
        try (var admin = Admin.create(config.adminProperties())) {
            return ReadyTopics.make(config, admin, KafkaUser.POSITION.rightsIn(config));
        }
    }

    private FoldedVersions(
            ReadyTopics topics,
            WorkersConfig settings,
            Projections projections,
            MeterRegistry registry,
            Admin admin) {
        this.admin = admin;
        differences = topics.differences();
        var config = topics.config();
        reader = CatalogReader.start(config);
        writer = new ControlWriter(config, reader);
        decisions = new OwnDecisions(writer, projections);
        endedVersions = new EndedVersions(admin, config);
        first = new FirstVersion(config, admin);
        running =
                new RunningVersions(
                        config, admin, settings, projections, registry, decisions, loop);
        warnings(registry, "log", () -> running.warnings().size());
        warnings(registry, "records", () -> reader.warnings().size());
    }

    private static void warnings(MeterRegistry registry, String about, Supplier<Number> count) {
        Gauge.builder("demarche.warnings", count)
                .description("Warnings in the health of this service")
                .tag("about", about)
                .register(registry);
    }

    /**
     * Whether the catalog is read, and live versions are folded up to the end that the log had at
     * the start.
     */
    public boolean isReady() {
        return reader.failure().isEmpty() && running.isReady(reader.catalog());
    }

    /** Whether the workers of live versions in this process work. */
    public boolean isAlive() {
        return running.isAlive(reader.catalog());
    }

    /**
     * Returns a future. It ends, with the reason, when a live version broke in this process in a
     * way that may not break it in another process.
     */
    public CompletableFuture<Throwable> broken() {
        return running.broken();
    }

    /**
     * Returns the state of each version in this process, the failure of the catalog if there is
     * one, and warnings for operators.
     */
    public Map<String, Object> details() {
        var details = running.details(reader.catalog());
        reader.failure().ifPresent(failure -> details.put("catalog", failure.toString()));
        var warnings =
                Stream.of(reader.warnings(), running.warnings()).flatMap(List::stream).toList();
        if (!warnings.isEmpty()) {
            details.put("warnings", warnings);
        }
        if (!differences.isEmpty()) {
            details.put("topics", differences);
        }
        return details;
    }

    /** Commits, and leaves the groups. */
    @Override
    public void close() {
        reader.close();
        loop.close();
        running.close();
        writer.close();
        admin.close();
    }

    private void begin() {
        BrokerRequests.await(reader.caughtUp());
        if (first.isUnused(reader.catalog())) {
            decide(() -> decisions.begin(reader::catalog));
        }
        reader.onChange(_ -> loop.now());
        loop.first();
        var _ = reader.stopped().whenComplete((_, _) -> loop.now());
    }

    private void follow() {
        var catalog = reader.catalog();
        if (reader.failure().isPresent()) {
            running.follow(catalog, Version.Live.class::isInstance);
            return;
        }
        var setAside = running.setAside();
        running.follow(catalog, one -> one.isFolded() && !catalog.isWaiting(one, setAside));
        if (catalog.versions().anyMatch(catalog::isWaiting)) {
            loop.again(); // a version that fails leaves its place to one that waits, so look
            // again later
        }
        decide(() -> decisions.startNewRevisions(catalog));
        clearLater(catalog);
    }

    private void decide(Runnable step) {
        try {
            step.run();
        } catch (ControlUnwritten e) {
            LOG.warn("No version was started for new code: {}", e.getMessage());
            loop.again();
        }
    }

    private void clearLater(Catalog catalog) {
        if (!clearing && endedVersions.areIn(catalog)) {
            clearing = true;
            loop.later(this::clear);
        }
    }

    private void clear() {
        clearing = false;
        endedVersions.clear(reader.catalog());
        clearLater(reader.catalog());
    }
}
