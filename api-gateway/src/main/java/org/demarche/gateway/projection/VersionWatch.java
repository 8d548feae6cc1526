package org.demarche.gateway.projection;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.demarche.gateway.evidence.LogEnds;
import org.demarche.gateway.view.VersionCopies;
import org.demarche.gateway.view.ViewCopy;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.Version;
import org.demarche.log.kafka.LostEnd;
import org.demarche.log.view.Mark;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the progress of each version with a view. Once a second, it asks Kafka for the log's
 * ends and compares all copies with them. It keeps about ten samples for each version.
 */
public final class VersionWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VersionWatch.class);
    private static final Duration EACH = Duration.ofSeconds(1);

    /** The longest wait for Kafka's answer. An answer counts as up to date for the same time. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private record Ends(long at, long[] next) {}

    private final int partitions;
    private final CatalogReader catalog;
    private final VersionCopies copies;
    private final LogEnds ends;
    private final Map<VersionId, FoldSpeed> speeds = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("watch").factory());
    private volatile @Nullable Ends known;
    private volatile Map<Integer, LostEnd> lost = Map.of();

    public static VersionWatch start(
            int partitions, CatalogReader catalog, VersionCopies copies, LogEnds ends) {
        var watch = new VersionWatch(partitions, catalog, copies, ends);
        var _ =
                watch.thread.scheduleWithFixedDelay(
                        watch::look, 0, EACH.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private VersionWatch(
            int partitions, CatalogReader catalog, VersionCopies copies, LogEnds ends) {
        this.partitions = partitions;
        this.catalog = catalog;
        this.copies = copies;
        this.ends = ends;
    }

    /**
     * Returns one sentence for each partition of the log that ends before an offset that was
     * folded.
     */
    public List<String> warnings() {
        return lost.values().stream().map(LostEnd::toString).toList();
    }

    /** Calls the listener after each measurement, on the thread that measures. */
    void onNumbers(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Asks Kafka for the log's ends, so that the next numbers are up to date. If Kafka does not
     * answer, the previous ends stay in use.
     */
    void refresh() {
        try {
            var versions = withView();
            var next = ask();
            sample(versions.stream().filter(one -> !speed(one.id()).hasBegun()), next);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Kafka does not return the end of the log", e);
        }
    }

    Stream<VersionStanding> standings(Catalog catalog) {
        return catalog.versions().map(version -> standing(catalog, version));
    }

    VersionStanding standing(Catalog catalog, Version version) {
        if (!version.hasView()) {
            return new VersionStanding(version, false, Optional.empty(), List.of());
        }
        var progress = progress(version);
        var live =
                catalog.projection(version.id().projection())
                        .flatMap(projection -> projection.live())
                        .map(one -> new Blockers.Live(one.id(), progress(one)))
                        .orElse(null);
        var blockers = Blockers.of(version, progress, copies.isRead(version.id()), live);
        return new VersionStanding(
                version, isWaiting(catalog, version), Optional.of(progress), blockers);
    }

    /**
     * @param what the refused change, such as {@code promoted}
     * @throws Refusal with 409 if the version has blockers
     */
    void requireNothingMissing(Catalog catalog, VersionId id, String what) {
        var blockers = standing(catalog, catalog.version(id).orElseThrow()).blockers();
        if (!blockers.isEmpty()) {
            throw new Refusal(
                    Problem.of(
                            ProblemKind.NOT_READY,
                            "%s is not %s: %s".formatted(id, what, String.join(". ", blockers)),
                            Map.of("blockers", List.copyOf(blockers))));
        }
    }

    /**
     * Whether a version has everything that the log had when Kafka answered last. The answer must
     * be less than {@link #PATIENCE} old, and the version must have been measured before.
     */
    boolean isAtEnd(VersionStanding standing) {
        var known = this.known;
        return known != null
                && System.nanoTime() - known.at < PATIENCE.toNanos()
                && copies.isRead(standing.version().id())
                && standing.progress()
                        .filter(one -> one.hasBeginning() && one.lag() == 0)
                        .isPresent();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private VersionProgress progress(Version version) {
        // the ends are read before the marks, so that a version that keeps up shows no lag
        var known = this.known;
        var next = known == null ? new long[partitions] : known.next;
        return speed(version.id())
                .progress(System.nanoTime(), version, isFolded(version), seen(version.id()), next);
    }

    /** Whether workers should fold the version now. */
    private boolean isFolded(Version version) {
        return version.isFolded() && !isWaiting(catalog.catalog(), version);
    }

    /**
     * Whether the version waits for others, and no worker builds it yet. A position service builds
     * a waiting version early if it cannot build the versions before it, and stops when it can.
     */
    private boolean isWaiting(Catalog catalog, Version version) {
        return catalog.isWaiting(version) && !speed(version.id()).isMoving(System.nanoTime());
    }

    private FoldSpeed speed(VersionId id) {
        return speeds.computeIfAbsent(id, _ -> new FoldSpeed(partitions));
    }

    private FoldSpeed.Seen seen(VersionId id) {
        var copy = copies.copy(id);
        var marks = copy.map(ViewCopy::marks).orElse(Collections.nCopies(partitions, Mark.START));
        var fault =
                copies.failure(id)
                        .map(Throwable::toString)
                        .or(() -> lost(marks).map(LostEnd::toString))
                        .orElse(null);
        return new FoldSpeed.Seen(marks, copy.map(ViewCopy::documentCount).orElse(0L), fault);
    }

    /** Finds the first partition of the log that ends before its mark; empty if there is none. */
    private Optional<LostEnd> lost(List<Mark> marks) {
        return lost.values().stream()
                .filter(one -> marks.get(one.partition()).next() > one.end())
                .findFirst();
    }

    private void look() {
        try {
            measure();
            listeners.forEach(Runnable::run);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Kafka does not return the end of the log", e);
        } catch (RuntimeException e) {
            LOG.error("Measuring the versions failed; the gateway tries again", e);
        }
    }

    private void measure() throws InterruptedException, ExecutionException, TimeoutException {
        var versions = withView();
        speeds.keySet().retainAll(versions.stream().map(Version::id).collect(toSet()));
        var next = ask();
        sample(versions.stream(), next);
    }

    private List<Version> withView() {
        return catalog.catalog().versions().filter(Version::hasView).toList();
    }

    /**
     * @param versions the versions that existed when Kafka was asked for the log's ends
     */
    private void sample(Stream<Version> versions, long[] next) {
        var now = System.nanoTime();
        versions.filter(version -> copies.isRead(version.id()))
                .forEach(
                        version -> {
                            var marks = seen(version.id()).marks();
                            speed(version.id()).sample(now, isFolded(version), marks, next);
                        });
    }

    private long[] ask() throws InterruptedException, ExecutionException, TimeoutException {
        var places = IntStream.range(0, partitions).mapToObj(Token::reports).toList();
        // the marks are read before Kafka is asked, because the log may grow in the meantime
        var folded = folded();
        var asked = System.nanoTime();
        var found = ends.of(places).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        var next = places.stream().mapToLong(place -> found.getOrDefault(place, 0L)).toArray();
        learn(new Ends(asked, next));
        lost = lost(folded, next);
        return next;
    }

    /** Returns the highest mark of all versions for each partition. */
    private long[] folded() {
        var folded = new long[partitions];
        for (var version : withView()) {
            var marks = seen(version.id()).marks();
            Arrays.setAll(folded, one -> Math.max(folded[one], marks.get(one).next()));
        }
        return folded;
    }

    private static Map<Integer, LostEnd> lost(long[] folded, long[] next) {
        return IntStream.range(0, next.length)
                .filter(one -> folded[one] > next[one])
                .mapToObj(one -> new LostEnd(one, folded[one], next[one]))
                .collect(toMap(LostEnd::partition, one -> one));
    }

    /**
     * Keeps the newer ends. Several threads ask at the same time, so an older answer may arrive
     * after a newer one.
     */
    private synchronized void learn(Ends ends) {
        var before = known;
        if (before == null || before.at < ends.at) {
            known = ends;
        }
    }
}
