package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.demarche.declared.Definition;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.view.ViewReader.Basis;
import org.demarche.log.VersionId;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.PositionsRevision;
import org.demarche.log.control.ProjectionState;
import org.demarche.log.control.Start;
import org.demarche.log.control.Version;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicSetup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copies in this gateway: of every version that has a view. For each projection one copy is
 * served. After a promotion, the old copy is served until the new one has, in every partition,
 * everything that the old one has, so no result disappears. The same holds after a start, as long
 * as the old version has a view.
 */
public final class VersionCopies implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VersionCopies.class);

    /** From round to round while a copy is read that is to be served. */
    private static final Duration MOVING = Duration.ofMillis(5);

    /** From round to round otherwise, and after a failure, unless the catalog changes. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    /**
     * The reason why a version is not read.
     *
     * @param againNanos when it is tried again, on the clock that never steps; null for never
     */
    private record Unread(Throwable fault, @Nullable Long againNanos) {}

    private record Wait(Predicate<ServedCopies> enough, CompletableFuture<Void> done) {}

    private final KafkaConfig config;
    private final Admin admin;
    private final CatalogReader catalog;
    private final Evidence evidence;
    private final Map<VersionId, ViewReader<?>> readers = new ConcurrentHashMap<>();
    private final Map<VersionId, Unread> unread = new ConcurrentHashMap<>();
    private final Map<String, Handover> handovers = new HashMap<>();
    private final Collection<Wait> waits = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore changes = new Semaphore(0);
    private final Thread thread = Thread.ofPlatform().daemon().name("copies").unstarted(this::run);
    private volatile ServedCopies served = ServedCopies.NOTHING;

    public static VersionCopies start(
            KafkaConfig config, Admin admin, CatalogReader catalog, Evidence evidence) {
        var copies = new VersionCopies(config, admin, catalog, evidence);
        var _ =
                catalog.caughtUp()
                        .whenComplete(
                                (_, fault) -> {
                                    if (fault == null) {
                                        copies.begin();
                                    } else {
                                        copies.caughtUp.completeExceptionally(fault);
                                    }
                                });
        return copies;
    }

    private VersionCopies(
            KafkaConfig config, Admin admin, CatalogReader catalog, Evidence evidence) {
        this.config = config;
        this.admin = admin;
        this.catalog = catalog;
        this.evidence = evidence;
    }

    /**
     * Done when the gateway has read the catalog and the live {@code positions}.
     *
     * <p>Fails if the catalog cannot be read.
     */
    public CompletableFuture<Void> caughtUp() {
        return caughtUp.copy();
    }

    /** The served copies. A caller that needs two facts of them must ask once. */
    public ServedCopies served() {
        return served;
    }

    /** The served copy of {@code positions}; it exists as soon as the gateway has caught up. */
    public PositionsCopy positions() {
        return served.positions();
    }

    /** The copy of a version, live or not. */
    public Optional<ViewCopy<?>> copy(VersionId version) {
        return Optional.ofNullable(readers.get(version)).map(ViewReader::copy);
    }

    /** Whether the copy of a version has all that its topic had when reading began. */
    public boolean isRead(VersionId version) {
        var reader = readers.get(version);
        return reader != null && reader.isCaughtUp();
    }

    /**
     * The failure because of which the copy of a version is not read, or not any more, if one
     * occurred.
     */
    public Optional<Throwable> failure(VersionId version) {
        return Optional.ofNullable(readers.get(version))
                .flatMap(ViewReader::failure)
                .or(() -> Optional.ofNullable(unread.get(version)).map(Unread::fault));
    }

    /**
     * The failure that ended the reading of decisions, or of the live {@code positions}, if one
     * did.
     */
    public Optional<Throwable> failure() {
        var positions = VersionId.POSITIONS.projection();
        return catalog.failure()
                .or(
                        () ->
                                served.copy(positions).isPresent()
                                        ? failure(positions().id())
                                        : served.fault(positions));
    }

    /** The failures of all versions that are not read any more. */
    public Map<VersionId, Throwable> failures() {
        return Stream.concat(readers.keySet().stream(), unread.keySet().stream())
                .distinct()
                .filter(id -> failure(id).isPresent())
                .collect(Collectors.toMap(id -> id, id -> failure(id).orElseThrow()));
    }

    /** Done when the served copies are like that. Cancel it when you no longer wait. */
    public CompletableFuture<Void> until(Predicate<ServedCopies> enough) {
        var wait = new Wait(enough, new CompletableFuture<>());
        waits.removeIf(one -> one.done().isDone());
        waits.add(wait);
        if (enough.test(served)) {
            wait.done().complete(null);
        }
        return wait.done();
    }

    @Override
    public void close() {
        thread.interrupt();
        closing.shutdownNow();
        readers.values().forEach(ViewReader::close);
    }

    private void begin() {
        catalog.onChange(_ -> changes.release());
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                var next = round() ? SETTLED : MOVING;
                var _ = changes.tryAcquire(next.toMillis(), TimeUnit.MILLISECONDS);
                changes.drainPermits();
            }
        } catch (InterruptedException _) {
            LOG.debug("Closed");
        }
    }

    /**
     * Brings the copies that are read and served in line with the catalog.
     *
     * @return whether nothing is to be done until the catalog changes, or it failed
     */
    private boolean round() {
        try {
            var known = catalog.known();
            var before = served;
            follow(known);
            // what arrives while it serves, the next round serves
            var isRead =
                    readers.values().stream()
                            .allMatch(one -> one.isCaughtUp() || one.failure().isPresent());
            serve(known);
            if (!caughtUp.isDone() && served.copy(VersionId.POSITIONS.projection()).isPresent()) {
                caughtUp.complete(null);
            }
            return isRead && served.equals(before) && handovers.isEmpty();
        } catch (InterruptException e) {
            LOG.debug("Closed, or about to be", e);
        } catch (KafkaException e) {
            LOG.warn("Following the versions again: {}", e.toString());
        } catch (RuntimeException e) {
            LOG.error("Following the versions failed; the gateway tries again", e);
        }
        return true;
    }

    private void follow(CatalogReader.Known known) {
        var wanted =
                known.catalog()
                        .versions()
                        .filter(Version::hasView)
                        .map(Version::id)
                        .collect(Collectors.toSet());
        for (var id : wanted) {
            if (!readers.containsKey(id) && isTried(unread.get(id))) {
                read(known.catalog().projection(id.projection()).orElseThrow(), id);
            }
        }
        unread.keySet().retainAll(wanted);
        for (var reader : List.copyOf(readers.values())) {
            var id = reader.copy().id();
            if (!wanted.contains(id) && !served.has(reader.copy())) {
                readers.remove(id);
                closing.execute(reader::close);
            }
        }
    }

    private static boolean isTried(@Nullable Unread unread) {
        return unread == null
                || unread.againNanos() != null && System.nanoTime() - unread.againNanos() > 0;
    }

    /** A failure of one version does not affect the others. */
    private void read(ProjectionState projection, VersionId id) {
        try {
            var copy = copy(projection, id);
            TopicSetup.ensure(admin, List.of(config.topics().viewSpec(id)));
            // positions and what they rest on are of one state; nothing else is read with evidence
            Basis basis = copy instanceof PositionsCopy ? evidence::reached : Basis.NONE;
            readers.put(id, new ViewReader<>(config, copy, basis));
            unread.remove(id);
        } catch (MalformedJson | InvalidBody e) {
            unread.put(id, new Unread(e, null));
            LOG.error(
                    "This release cannot serve {}, because it does not accept its definition: {}",
                    id,
                    e.toString());
        } catch (InterruptException e) {
            throw e; // it is closed
        } catch (KafkaException e) {
            unread.put(id, new Unread(e, System.nanoTime() + SETTLED.toNanos()));
            LOG.warn("Reading {} is tried again: {}", id, e.toString());
        }
    }

    private ViewCopy<?> copy(ProjectionState projection, VersionId id)
            throws MalformedJson, InvalidBody {
        if (id.projection().equals(VersionId.POSITIONS.projection())) {
            var start =
                    Optional.ofNullable(projection.versions().get(id.number())).map(Version::start);
            return new PositionsCopy(
                    id,
                    config.partitions(),
                    start.map(Start::until).orElse(Instant.MAX),
                    PositionsRevision.rule(
                            start.map(Start::revision).orElse(PositionsRevision.NOW)),
                    () -> others(id));
        }
        var definition = projection.definition();
        var form =
                definition == null
                        ? PlainForm.OF_CODE
                        : PlainForm.of(Definition.parse(definition.getBytes(UTF_8)));
        return new PlainCopy(id, config.partitions(), form);
    }

    private Stream<PositionsCopy> others(VersionId id) {
        return readers.values().stream()
                .<ViewCopy<?>>map(ViewReader::copy)
                .filter(PositionsCopy.class::isInstance)
                .map(PositionsCopy.class::cast)
                .filter(copy -> !copy.id().equals(id));
    }

    private void serve(CatalogReader.Known known) {
        var before = served;
        var projections = new HashMap<String, ServedCopies.One>();
        known.catalog()
                .projections()
                .values()
                .forEach(one -> projections.put(one.name(), serve(known, one, before)));
        handovers.keySet().retainAll(projections.keySet());
        var next = new ServedCopies(projections, known.next());
        if (next.equals(before)) {
            return;
        }
        for (var projection : projections.keySet()) {
            next.copy(projection)
                    .filter(copy -> !before.has(copy))
                    .ifPresent(copy -> LOG.info("{} is live now", copy.id()));
        }
        served = next;
        waits.stream()
                .filter(wait -> wait.enough().test(next))
                .forEach(wait -> wait.done().complete(null));
    }

    private ServedCopies.One serve(
            CatalogReader.Known known, ProjectionState projection, ServedCopies before) {
        var name = projection.name();
        var decided = known.decided(name);
        var live = projection.live().map(Version::id).orElse(null);
        // a live version ends with its projection only: a copy that is left is of a deleted one
        var now =
                live == null
                        ? null
                        : before.copy(name).map(ViewCopy::id).map(readers::get).orElse(null);
        var next =
                now == null
                        ? first(live, standby(projection, decided))
                        : next(name, now, readers.get(live));
        var copy = next == null ? null : next.copy();
        if (live == null || copy != null && copy.id().equals(live)) {
            return new ServedCopies.One(copy, decided.next(), known.next(), null);
        }
        var isBefore = copy == null || copy.id().equals(decided.before());
        return new ServedCopies.One(
                copy,
                isBefore ? decided.swap() : before.decided(name),
                isBefore ? decided.swap() : before.settled(name),
                failure(live).orElse(null));
    }

    /** The version that was live before, if its copy still works. */
    private @Nullable ViewReader<?> standby(
            ProjectionState projection, CatalogReader.Decided decided) {
        return Optional.ofNullable(decided.before())
                .map(id -> projection.versions().get(id.number()))
                .filter(Version::hasView)
                .<ViewReader<?>>map(version -> readers.get(version.id()))
                .filter(reader -> reader.failure().isEmpty())
                .orElse(null);
    }

    /**
     * The first copy to serve. Both are read first, to see whether the live one has all of the
     * other.
     */
    private @Nullable ViewReader<?> first(@Nullable VersionId id, @Nullable ViewReader<?> before) {
        var live = id == null ? null : readers.get(id);
        if (live == null || !live.isCaughtUp() || before != null && !before.isCaughtUp()) {
            return null;
        }
        return before == null || live.copy().hasReached(before.copy()) ? live : before;
    }

    /** The copy to serve next, if this one is live. */
    private ViewReader<?> next(String projection, ViewReader<?> now, @Nullable ViewReader<?> live) {
        if (live == null || now != live && !live.isCaughtUp()) {
            letGo(projection, now);
            return now;
        }
        var behind = live.copy().behind(now.copy());
        if (behind == 0) {
            letGo(projection, now);
            return live;
        }
        var at = System.nanoTime();
        var folded = live.copy().folded();
        var handover = handovers.computeIfAbsent(projection, _ -> new Handover(at, folded));
        now.hold(handover.holds(at, behind, folded));
        return now;
    }

    private void letGo(String projection, ViewReader<?> now) {
        if (handovers.remove(projection) != null) {
            now.hold(false);
        }
    }
}
