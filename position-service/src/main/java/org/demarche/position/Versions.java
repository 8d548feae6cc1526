package org.demarche.position;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;
import org.demarche.log.KafkaConfig;
import org.demarche.log.ReadyTopics;
import org.demarche.log.VersionId;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlUnwritten;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.control.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the versions that the catalog says are folded, and no others, in this process. Others do
 * the same, in the same groups. After each change all of the catalog is looked at, on a thread of
 * its own: what could not be done is done at the next look.
 */
final class Versions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Versions.class);

    /** Also what others are given to let go of a version before its view is taken away. */
    private static final Duration BEFORE_NEXT_LOOK = Duration.ofSeconds(3);

    private static final Duration TO_STOP = Duration.ofSeconds(20);

    private final KafkaConfig config;
    private final WorkersConfig settings;
    private final Projections projections;
    private final MeterRegistry registry;
    private final Admin admin;
    private final CatalogReader reader;
    private final ControlWriter writer;
    private final Decisions decisions;
    private final Leftovers leftovers;
    private final ScheduledExecutorService changes =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("versions").factory());

    /** Those that have workers, until these are closed: also where they have stopped. */
    private final Map<VersionId, Workers> folded = new ConcurrentHashMap<>();

    private final Set<VersionId> leftAlone = new HashSet<>();
    private final CompletableFuture<Throwable> broken = new CompletableFuture<>();
    private boolean lookingAgain;
    private boolean clearing;

    /**
     * Waits for Kafka, and until what the catalog says is folded.
     *
     * @param code what this process can fold
     * @throws org.demarche.log.TopicMismatch if a topic is there and otherwise
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be asked
     */
    static Versions start(
            KafkaConfig config,
            WorkersConfig settings,
            Collection<? extends Projection> code,
            MeterRegistry registry) {
        var projections = Projections.of(code);
        var admin = Admin.create(config.clientProperties());
        try {
            var _ = ReadyTopics.make(config, admin);
        } catch (RuntimeException e) {
            admin.close();
            throw e;
        }
        var versions = new Versions(config, settings, projections, registry, admin);
        try {
            versions.begin();
        } catch (RuntimeException e) {
            versions.close();
            throw e;
        }
        return versions;
    }

    private Versions(
            KafkaConfig config,
            WorkersConfig settings,
            Projections projections,
            MeterRegistry registry,
            Admin admin) {
        this.config = config;
        this.settings = settings;
        this.projections = projections;
        this.registry = registry;
        this.admin = admin;
        reader = CatalogReader.start(config);
        writer = new ControlWriter(config, reader);
        decisions = new Decisions(writer, projections);
        leftovers = new Leftovers(admin, config.topics());
    }

    /** What is served is folded as far as the log went when its partitions came here. */
    boolean isReady() {
        return reader.failure().isEmpty()
                && folded.entrySet().stream()
                        .filter(one -> isLive(one.getKey()))
                        .allMatch(one -> one.getValue().isReady());
    }

    /** All that is folded here is at work; what is not served and has stopped harms nobody. */
    boolean isAlive() {
        return folded.entrySet().stream()
                .allMatch(
                        one ->
                                one.getValue().isAlive()
                                        || one.getValue().failure().isPresent()
                                                && !isLive(one.getKey()));
    }

    /** Done, with the reason, when what is served broke in a way that another process may not. */
    CompletableFuture<Throwable> broken() {
        return broken.copy();
    }

    /** Of each version that is folded here: where it is, how far behind, why it stopped. */
    Map<String, Object> details() {
        var details = new TreeMap<String, Object>();
        folded.forEach(
                (id, workers) -> {
                    var its = new TreeMap<String, Object>();
                    reader.catalog().version(id).ifPresent(one -> its.put("state", one.label()));
                    its.put("lag", workers.lag());
                    workers.failure().ifPresent(failure -> its.put("failure", failure.toString()));
                    details.put(id.toString(), its);
                });
        reader.failure().ifPresent(failure -> details.put("catalog", failure.toString()));
        return details;
    }

    /** Commits, and leaves the groups. */
    @Override
    public void close() {
        reader.close();
        changes.shutdownNow();
        try {
            if (!changes.awaitTermination(TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A change of versions does not end");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
            folded.values().forEach(workers -> side.execute(workers::close));
        }
        writer.close();
        admin.close();
    }

    private void begin() {
        Pending.await(reader.caughtUp());
        reader.onChange(_ -> changes.execute(this::look));
        var first = changes.submit(this::follow);
        Pending.await(first);
    }

    private void look() {
        lookingAgain = false;
        try {
            follow();
        } catch (InterruptException e) {
            LOG.debug("Stopping", e);
        } catch (RuntimeException e) {
            LOG.warn("Looking at the versions again: {}", e.toString(), e);
            lookAgain();
        }
    }

    private void lookAgain() {
        if (!lookingAgain) {
            lookingAgain = true;
            later(this::look);
        }
    }

    private void later(Runnable change) {
        if (!changes.isShutdown()) {
            var _ = changes.schedule(change, BEFORE_NEXT_LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void follow() {
        var catalog = reader.catalog();
        for (var id : List.copyOf(folded.keySet())) {
            if (catalog.version(id).filter(Version::isFolded).isEmpty()) {
                end(id);
            }
        }
        for (var version : liveFirst(catalog)) {
            fold(catalog, version);
        }
        try {
            decisions.startNewRevisions(catalog);
        } catch (ControlUnwritten e) {
            LOG.warn("No version is started for new code: {}", e.getMessage());
            lookAgain();
        }
        clearLater(catalog);
    }

    private void fold(Catalog catalog, Version version) {
        var workers = folded.get(version.id());
        try {
            if (workers == null) {
                begin(catalog, version);
                return;
            }
            workers.keep(Pace.of(version, settings.replayShare().value()));
            if (workers.failure().isPresent()) {
                stopped(version, workers.failure().get());
            }
        } catch (ControlUnwritten e) {
            LOG.warn("{}", e.getMessage());
            lookAgain();
        }
    }

    private void begin(Catalog catalog, Version version) {
        var id = version.id();
        var revision = version.start().revision();
        var projection = catalog.projection(id.projection()).flatMap(projections::of);
        if (projection.isEmpty() || projection.get().revision() != revision) {
            if (leftAlone.add(id)) {
                LOG.warn(
                        "{}, which is {}, is not folded here: it is of revision {}, and this process has {}",
                        id,
                        version.label(),
                        revision,
                        projection.map(one -> "revision " + one.revision()).orElse("no such code"));
            }
            return;
        }
        try {
            var workers =
                    Workers.start(
                            config,
                            id,
                            Recipe.of(projection.get(), version.start()),
                            Pace.of(version, settings.replayShare().value()),
                            settings.count(),
                            registry);
            folded.put(id, workers);
            var _ = workers.ended().thenRunAsync(this::look, changes);
            LOG.info("{}, which is {}, is folded", id, version.label());
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            if (version instanceof Version.Live) {
                throw e;
            }
            stopped(version, e);
        }
    }

    /** Whatever stops one that is not served is its failure, and not the service's. */
    private void stopped(Version version, Throwable why) {
        if (!(version instanceof Version.Live)) {
            decisions.fail(version, why);
        } else if (!(why instanceof VersionStopped)) {
            broken.complete(why);
        }
    }

    private void end(VersionId id) {
        var workers = folded.get(id);
        if (workers != null) {
            workers.close();
            folded.remove(id);
            LOG.info("{} is folded no more", id);
        }
    }

    private void clearLater(Catalog catalog) {
        if (!clearing && leftovers.areIn(catalog)) {
            clearing = true;
            later(this::clear);
        }
    }

    private void clear() {
        clearing = false;
        leftovers.clear(reader.catalog());
        clearLater(reader.catalog());
    }

    private boolean isLive(VersionId id) {
        return reader.catalog().version(id).filter(Version.Live.class::isInstance).isPresent();
    }

    private static List<Version> liveFirst(Catalog catalog) {
        return catalog.versions()
                .filter(Version::isFolded)
                .sorted(Comparator.comparing(version -> !(version instanceof Version.Live)))
                .toList();
    }
}
