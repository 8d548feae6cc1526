package org.demarche.gateway.view;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.log.VersionId;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ProjectionState;
import org.demarche.log.control.Version;
import org.demarche.log.kafka.KafkaConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the copies in this gateway, and decides for each projection which copy it serves. After a
 * promotion, it serves the old copy until the new one has, in every partition, everything that the
 * old one has. So no result disappears. It does the same after a start, as long as the old version
 * has a view.
 */
public final class VersionCopies implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VersionCopies.class);

    /** The time between rounds while a copy is being read, or while a swap is under way. */
    private static final Duration MOVING = Duration.ofMillis(5);

    /**
     * The time between rounds otherwise, and after a failure. A change of the catalog starts the
     * next round earlier.
     */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private record Wait(Predicate<ServedCopies> enough, CompletableFuture<Void> done) {}

    private final CatalogReader catalog;
    private final VersionReaders readers;
    private final Map<String, Handover> handovers = new HashMap<>();
    private final Collection<Wait> waits = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final Semaphore changes = new Semaphore(0);
    private final Thread thread = Thread.ofPlatform().daemon().name("copies").unstarted(this::run);
    private volatile ServedCopies served = ServedCopies.NOTHING;

    public static VersionCopies start(
            KafkaConfig config, Admin admin, CatalogReader catalog, Evidence evidence) {
        var copies = new VersionCopies(catalog, new VersionReaders(config, admin, evidence));
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

    private VersionCopies(CatalogReader catalog, VersionReaders readers) {
        this.catalog = catalog;
        this.readers = readers;
    }

    /**
     * Completes when the gateway has read the catalog and the live {@code positions}.
     *
     * <p>Fails if the catalog cannot be read.
     */
    public CompletableFuture<Void> caughtUp() {
        return caughtUp.copy();
    }

    /**
     * Returns the served copies. A caller that needs two facts about them must call this once, so
     * that both are of one moment.
     */
    public ServedCopies served() {
        return served;
    }

    /**
     * Returns the served copy of {@code positions}; it exists as soon as the gateway has caught up.
     */
    public PositionsCopy positions() {
        return served.positions();
    }

    /** Returns the copy of a version, live or not. */
    public Optional<ViewCopy<?>> copy(VersionId version) {
        return readers.find(version).map(ViewReader::copy);
    }

    /** Whether the copy of a version has all records that its view had when reading began. */
    public boolean isRead(VersionId version) {
        return readers.find(version).filter(ViewReader::isCaughtUp).isPresent();
    }

    /**
     * Returns the failure that kept the gateway from reading the view of a version, or that ended
     * the reading; empty if there is none.
     */
    public Optional<Throwable> failure(VersionId version) {
        return readers.failure(version);
    }

    /**
     * Returns the failure that ended the reading of decisions, or of the live {@code positions};
     * empty if there is none.
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

    /** Returns the failures of all versions whose views the gateway cannot read. */
    public Map<VersionId, Throwable> failures() {
        return readers.failures();
    }

    /**
     * Completes when the served copies meet the condition. Cancel the future when you no longer
     * wait.
     */
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
        readers.close();
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
     * @return whether the next round may wait for a change of the catalog, because nothing is left
     *     to do, or because this round failed
     */
    private boolean round() {
        try {
            var known = catalog.known();
            var before = served;
            readers.follow(known.catalog(), before);
            // asked before serving, so that the next round serves records that arrive in between
            var isRead = readers.areRead();
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
        // a projection loses its live version only by its deletion, and then its copy is no longer
        // served
        var now =
                live == null
                        ? null
                        : before.copy(name).map(ViewCopy::id).flatMap(readers::find).orElse(null);
        var reader = live == null ? null : readers.find(live).orElse(null);
        var next =
                now == null ? first(reader, standby(projection, decided)) : next(name, now, reader);
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

    /** Returns the version that was live before, if its copy still works. */
    private @Nullable ViewReader<?> standby(
            ProjectionState projection, CatalogReader.Decided decided) {
        return Optional.ofNullable(decided.before())
                .map(id -> projection.versions().get(id.number()))
                .filter(Version::hasView)
                .flatMap(version -> readers.find(version.id()))
                .filter(reader -> reader.failure().isEmpty())
                .orElse(null);
    }

    /**
     * Returns the first copy to serve. Both copies are read first, to see whether the live one has
     * everything that the other one has.
     */
    private static @Nullable ViewReader<?> first(
            @Nullable ViewReader<?> live, @Nullable ViewReader<?> before) {
        if (live == null || !live.isCaughtUp() || before != null && !before.isCaughtUp()) {
            return null;
        }
        return before == null || live.copy().hasReached(before.copy()) ? live : before;
    }

    /**
     * Returns the copy to serve next: the live one if it has caught up with the served one, or else
     * the served one.
     */
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
