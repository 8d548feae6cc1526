package org.demarche.position.version;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.demarche.log.VersionId;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.ControlUnwritten;
import org.demarche.log.control.Version;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.LostEnd;
import org.demarche.log.kafka.TopicMissing;
import org.demarche.position.kafka.Clients;
import org.demarche.position.partition.VersionSpec;
import org.demarche.position.partition.VersionStopped;
import org.demarche.position.partition.WorkerMeters;
import org.demarche.position.projection.NotFolded;
import org.demarche.position.projection.Projections;
import org.demarche.position.worker.SpeedLimit;
import org.demarche.position.worker.Workers;
import org.demarche.position.worker.WorkersConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The versions that this process folds, and those that it leaves to others. */
final class RunningVersions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningVersions.class);

    private final KafkaConfig config;
    private final Admin admin;
    private final WorkersConfig settings;
    private final Projections projections;
    private final MeterRegistry registry;
    private final OwnDecisions decisions;
    private final ReconcileLoop loop;

    /**
     * The versions that have workers. A version with stopped workers stays here until they are
     * closed.
     */
    private final Map<VersionId, Workers> folded = new ConcurrentHashMap<>();

    /** The versions that this process cannot fold, with the reasons. */
    private final Map<VersionId, String> leftAlone = new ConcurrentHashMap<>();

    private final CompletableFuture<Throwable> broken = new CompletableFuture<>();

    /**
     * @param admin the client for the workers of all versions
     * @param loop the loop that runs another look if something could not be done, or if workers
     *     have stopped
     */
    RunningVersions(
            KafkaConfig config,
            Admin admin,
            WorkersConfig settings,
            Projections projections,
            MeterRegistry registry,
            OwnDecisions decisions,
            ReconcileLoop loop) {
        this.config = config;
        this.admin = admin;
        this.settings = settings;
        this.projections = projections;
        this.registry = registry;
        this.decisions = decisions;
        this.loop = loop;
    }

    /**
     * Whether the live versions are folded up to the end that the log had when this process got
     * their partitions.
     */
    boolean isReady(Catalog catalog) {
        return live(catalog).allMatch(Workers::isReady);
    }

    /**
     * Whether the workers of live versions work. If the workers of another version hang, the
     * process does not end.
     */
    boolean isAlive(Catalog catalog) {
        return live(catalog).allMatch(Workers::isAlive);
    }

    /** Like {@link FoldedVersions#broken}. */
    CompletableFuture<Throwable> broken() {
        return broken.copy();
    }

    /**
     * Returns the details of each version. A version that is folded here has its state, revision,
     * lag and failure. Any other version has its state, its revision, and the reason why it is not
     * folded here.
     */
    Map<String, Object> details(Catalog catalog) {
        var details = new TreeMap<String, Object>();
        folded.forEach(
                (id, workers) -> {
                    var its = its(catalog, id);
                    its.put("lag", workers.lag());
                    workers.failure().ifPresent(failure -> its.put("failure", failure.toString()));
                    details.put(id.toString(), its);
                });
        leftAlone.forEach(
                (id, why) -> {
                    var its = its(catalog, id);
                    its.put("notFoldedHere", why);
                    details.put(id.toString(), its);
                });
        return details;
    }

    /**
     * Returns the versions that do not count among those being built here, because this process
     * cannot start them, or because they fail again and again. Each look tries them again.
     */
    Set<VersionId> setAside() {
        var failing =
                folded.entrySet().stream()
                        .filter(one -> one.getValue().isFailing())
                        .map(Map.Entry::getKey);
        return Stream.concat(leftAlone.keySet().stream(), failing).collect(toUnmodifiableSet());
    }

    /**
     * Returns a sentence for each partition that is not folded further here, for all its versions.
     */
    List<String> warnings() {
        return folded.values().stream()
                .flatMap(workers -> workers.lostEnds().stream())
                .collect(groupingBy(LostEnd::partition, TreeMap::new, toList()))
                .values()
                .stream()
                .map(RunningVersions::warning)
                .toList();
    }

    /**
     * @param losses the losses of one partition, one for each version
     */
    private static String warning(List<LostEnd> losses) {
        var furthest = Collections.max(losses, Comparator.comparing(LostEnd::seen));
        return "%s. Number of versions that this partition is not folded into any more: %d"
                .formatted(furthest, losses.size());
    }

    /** Folds the wanted versions, the live ones first, and no others. */
    void follow(Catalog catalog, Predicate<Version> wanted) {
        for (var id : List.copyOf(folded.keySet())) {
            if (catalog.version(id).filter(wanted).isEmpty()) {
                end(id);
            }
        }
        leftAlone.keySet().removeIf(id -> catalog.version(id).filter(wanted).isEmpty());
        catalog.versions()
                .filter(wanted)
                .sorted(Comparator.comparing(version -> !(version instanceof Version.Live)))
                .forEach(version -> fold(catalog, version));
        WorkerMeters.forget(registry, gone(catalog));
    }

    /** Commits, and leaves the groups. */
    @Override
    public void close() {
        try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
            folded.values().forEach(workers -> side.execute(workers::close));
        }
    }

    private void fold(Catalog catalog, Version version) {
        var workers = folded.get(version.id());
        try {
            if (workers == null) {
                begin(catalog, version);
                return;
            }
            workers.keep(SpeedLimit.of(version));
            if (workers.failure().isPresent()) {
                stopped(version, workers.failure().get());
            }
        } catch (ControlUnwritten e) {
            LOG.warn("{}", e.getMessage());
            loop.again();
        }
    }

    private void begin(Catalog catalog, Version version) {
        var id = version.id();
        try {
            var projection = projections.require(catalog, version);
            var workers =
                    Workers.start(
                            new Clients(config, id),
                            admin,
                            VersionSpec.of(projection, version.start()),
                            SpeedLimit.of(version),
                            settings,
                            registry);
            folded.put(id, workers);
            leftAlone.remove(id);
            var _ = workers.ended().thenRun(loop::now);
            LOG.info("{}, which is {}, is folded here", id, version.label());
        } catch (NotFolded e) {
            leave(version, e);
        } catch (TopicMissing e) {
            if (version instanceof Version.Live) {
                throw e;
            }
            leave(version, e);
            loop.again();
        } catch (InterruptException e) {
            throw e;
        } catch (RetriableException e) {
            if (version instanceof Version.Live) {
                throw e;
            }
            leave(version, e);
            loop.again();
        } catch (RuntimeException e) {
            if (version instanceof Version.Live) {
                throw e;
            }
            stopped(version, e);
        }
    }

    private void leave(Version version, Exception why) {
        if (leftAlone.put(version.id(), String.valueOf(why.getMessage())) == null) {
            LOG.warn(
                    "{}, which is {}, is not folded here: {}",
                    version.id(),
                    version.label(),
                    why.getMessage());
            loop.now();
        }
    }

    /**
     * Handles workers that have stopped. A version that is not live has failed. Only a live version
     * can break the service.
     */
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
            if (Thread.currentThread().isInterrupted()) {
                return; // this process stops, and waits for all versions in the map
            }
            folded.remove(id);
            LOG.info("{} is not folded any more", id);
        }
    }

    private Stream<Workers> live(Catalog catalog) {
        return folded.entrySet().stream()
                .filter(
                        one ->
                                catalog.version(one.getKey())
                                        .filter(Version.Live.class::isInstance)
                                        .isPresent())
                .map(Map.Entry::getValue);
    }

    private static Map<String, Object> its(Catalog catalog, VersionId id) {
        var its = new TreeMap<String, Object>();
        catalog.version(id)
                .ifPresent(
                        version -> {
                            its.put("state", version.label());
                            its.put("revision", version.start().revision());
                        });
        return its;
    }

    private static List<VersionId> gone(Catalog catalog) {
        return catalog.versions().filter(version -> !version.hasView()).map(Version::id).toList();
    }
}
