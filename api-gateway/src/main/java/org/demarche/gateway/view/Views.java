package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.demarche.declared.Definition;
import org.demarche.log.InvalidBody;
import org.demarche.log.KafkaConfig;
import org.demarche.log.MalformedJson;
import org.demarche.log.ReplayShare;
import org.demarche.log.TopicSetup;
import org.demarche.log.VersionId;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ProjectionState;
import org.demarche.log.control.Version;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copies that this gateway keeps: of every version that has a view, from its start. Of each
 * projection one is served. After a promotion the one before is served until the new one has, in
 * every partition, what it has: nothing that was visible disappears.
 */
public final class Views implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Views.class);
    private static final Duration EACH = Duration.ofMillis(5);

    /** After a failure. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Under load the new one may always be a moment behind in some partition. */
    private static final Duration BEFORE_HOLDING = Duration.ofMillis(500);

    /**
     * What is served, and which decisions it follows.
     *
     * @param settled place in the control topic: all before it is carried out
     */
    private record Served(Map<String, ViewReader<?>> readers, long settled) {}

    private record Wait(long settled, CompletableFuture<Void> done) {}

    private final KafkaConfig config;
    private final Admin admin;
    private final CatalogReader catalog;
    private final ReplayShare share;
    private final Map<VersionId, ViewReader<?>> readers = new ConcurrentHashMap<>();
    private final Set<VersionId> unreadable = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> waitingSince = new HashMap<>();
    private final Collection<Wait> waits = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("views").factory());
    private volatile Served served = new Served(Map.of(), -1);

    /**
     * @param share of its time that what is not served may be read
     */
    public static Views start(
            KafkaConfig config, Admin admin, CatalogReader catalog, ReplayShare share) {
        var views = new Views(config, admin, catalog, share);
        var _ =
                catalog.caughtUp()
                        .whenComplete(
                                (_, fault) -> {
                                    if (fault == null) {
                                        views.begin();
                                    } else {
                                        views.caughtUp.completeExceptionally(fault);
                                    }
                                });
        return views;
    }

    private Views(KafkaConfig config, Admin admin, CatalogReader catalog, ReplayShare share) {
        this.config = config;
        this.admin = admin;
        this.catalog = catalog;
        this.share = share;
    }

    /**
     * Done when the catalog and what is served by it have been read.
     *
     * <p>Fails where the catalog cannot be read.
     */
    public CompletableFuture<Void> caughtUp() {
        return caughtUp.copy();
    }

    /** The copy of {@code positions} that is served. Once caught up there is one. */
    public View positions() {
        return (View) served(VersionId.POSITIONS.projection()).orElseThrow();
    }

    /** The copy of a projection that is served; empty where none of its versions is yet. */
    public Optional<Copy<?>> served(String projection) {
        return Optional.ofNullable(served.readers().get(projection)).map(ViewReader::copy);
    }

    /** The copy of a version, served or not. */
    public Optional<Copy<?>> copy(VersionId version) {
        return Optional.ofNullable(readers.get(version)).map(ViewReader::copy);
    }

    /** Whether the copy of a version has all that its topic had when it began to be read. */
    public boolean isRead(VersionId version) {
        var reader = readers.get(version);
        return reader != null && reader.isCaughtUp();
    }

    /** Why the copy of a version is read no further, if it is not. */
    public Optional<Throwable> failure(VersionId version) {
        return Optional.ofNullable(readers.get(version)).flatMap(ViewReader::failure);
    }

    /** Why what is served is read no further, if it is not. */
    public Optional<Throwable> failure() {
        return catalog.failure()
                .or(
                        () ->
                                served.readers().values().stream()
                                        .flatMap(reader -> reader.failure().stream())
                                        .findFirst());
    }

    /** Where in the control topic the decisions end that what is served follows. */
    public long settled() {
        return served.settled();
    }

    /**
     * Done when what is served follows all decisions before this place. Cancel it when it is no
     * longer waited for.
     */
    public CompletableFuture<Void> settled(long next) {
        var wait = new Wait(next, new CompletableFuture<>());
        waits.removeIf(one -> one.done().isDone());
        waits.add(wait);
        if (settled() >= next) {
            wait.done().complete(null);
        }
        return wait.done();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        closing.shutdownNow();
        readers.values().forEach(ViewReader::close);
    }

    private void begin() {
        var _ =
                thread.scheduleWithFixedDelay(
                        this::turn, 0, EACH.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Makes what is read and what is served what the catalog says. */
    private void turn() {
        try {
            var known = catalog.known();
            follow(known);
            serve(known);
            if (!caughtUp.isDone() && served.settled() >= 0) {
                caughtUp.complete(null);
            }
        } catch (KafkaException e) {
            LOG.warn("Following the versions again: {}", e.toString());
            pause();
        } catch (RuntimeException e) {
            LOG.error("Following the versions failed, and is tried again", e);
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    private void follow(CatalogReader.Known known) {
        var wanted =
                known.catalog()
                        .versions()
                        .filter(Version::hasView)
                        .map(Version::id)
                        .collect(Collectors.toSet());
        for (var id : wanted) {
            if (!readers.containsKey(id) && !unreadable.contains(id)) {
                read(known.catalog().projection(id.projection()).orElseThrow(), id);
            }
        }
        readers.forEach((id, reader) -> reader.hurry(isAwaited(known.catalog(), id, reader)));
        for (var reader : List.copyOf(readers.values())) {
            var id = reader.copy().id();
            if (!wanted.contains(id) && !served.readers().containsValue(reader)) {
                readers.remove(id);
                closing.execute(reader::close);
            }
        }
    }

    /** It is served, or is to be. */
    private boolean isAwaited(Catalog catalog, VersionId id, ViewReader<?> reader) {
        return served.readers().containsValue(reader)
                || catalog.version(id).filter(Version.Live.class::isInstance).isPresent();
    }

    private void read(ProjectionState projection, VersionId id) {
        try {
            var copy = copy(projection, id);
            TopicSetup.ensure(admin, List.of(config.topics().viewSpec(id)));
            readers.put(id, new ViewReader<>(config, copy, share));
        } catch (MalformedJson | InvalidBody e) {
            unreadable.add(id);
            LOG.error("This release cannot serve {}, as it is declared: {}", id, e.toString());
        }
    }

    private Copy<?> copy(ProjectionState projection, VersionId id)
            throws MalformedJson, InvalidBody {
        if (id.projection().equals(VersionId.POSITIONS.projection())) {
            return new View(id, config.partitions());
        }
        var definition = projection.definition();
        var form =
                definition == null
                        ? PlainForm.OF_CODE
                        : PlainForm.of(Definition.parse(definition.getBytes(UTF_8)));
        return new PlainCopy(id, config.partitions(), form);
    }

    private void serve(CatalogReader.Known known) {
        var next = new HashMap<String, ViewReader<?>>();
        var settled = true;
        for (var projection : known.catalog().projections().values()) {
            var live = live(projection);
            var now = served.readers().get(projection.name());
            var to = live == null ? now : next(projection.name(), now, live);
            if (to != null) {
                next.put(projection.name(), to);
            }
            settled &= to == live || live == null;
        }
        var place = settled ? known.next() : served.settled();
        if (place != served.settled() || !next.equals(served.readers())) {
            next.forEach(
                    (projection, reader) -> {
                        if (reader != served.readers().get(projection)) {
                            LOG.info("{} is served from now on", reader.copy().id());
                        }
                    });
            served = new Served(Map.copyOf(next), place);
            waits.stream()
                    .filter(wait -> wait.settled() <= place)
                    .forEach(wait -> wait.done().complete(null));
        }
    }

    private @Nullable ViewReader<?> live(ProjectionState projection) {
        return projection.live().map(live -> readers.get(live.id())).orElse(null);
    }

    /** What is served in the next moment, where this one is live. */
    private @Nullable ViewReader<?> next(
            String projection, @Nullable ViewReader<?> now, ViewReader<?> live) {
        if (now != live && !live.isCaughtUp()) {
            return now;
        }
        if (now == null || live.copy().hasReached(now.copy())) {
            if (waitingSince.remove(projection) != null && now != null) {
                now.hold(false);
            }
            return live;
        }
        var since = waitingSince.computeIfAbsent(projection, _ -> System.nanoTime());
        if (System.nanoTime() - since > BEFORE_HOLDING.toNanos()) {
            now.hold(true);
        }
        return now;
    }
}
