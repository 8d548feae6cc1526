package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.demarche.declared.Definition;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.view.ViewReader.Basis;
import org.demarche.log.VersionId;
import org.demarche.log.control.Catalog;
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
 * Reads a copy of every version that has a view, whether it is served or not. One thread opens and
 * closes the readers; any thread may ask about them.
 */
final class VersionReaders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VersionReaders.class);

    /** The time after a failure of Kafka until the gateway tries again to read a version. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /**
     * The reason why a version is not read.
     *
     * @param againNanos the time of the next attempt, on the clock that never steps back; null if
     *     there is none
     */
    private record Unread(Throwable fault, @Nullable Long againNanos) {}

    private final KafkaConfig config;
    private final Admin admin;
    private final Evidence evidence;
    private final Map<VersionId, ViewReader<?>> readers = new ConcurrentHashMap<>();
    private final Map<VersionId, Unread> unread = new ConcurrentHashMap<>();
    private final ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor();

    VersionReaders(KafkaConfig config, Admin admin, Evidence evidence) {
        this.config = config;
        this.admin = admin;
        this.evidence = evidence;
    }

    Optional<ViewReader<?>> find(VersionId version) {
        return Optional.ofNullable(readers.get(version));
    }

    /** Whether every reader has failed, or has read all records that its view had when it began. */
    boolean areRead() {
        return readers.values().stream()
                .allMatch(one -> one.isCaughtUp() || one.failure().isPresent());
    }

    Optional<Throwable> failure(VersionId version) {
        return find(version)
                .flatMap(ViewReader::failure)
                .or(() -> Optional.ofNullable(unread.get(version)).map(Unread::fault));
    }

    Map<VersionId, Throwable> failures() {
        return Stream.concat(readers.keySet().stream(), unread.keySet().stream())
                .distinct()
                .filter(id -> failure(id).isPresent())
                .collect(Collectors.toMap(id -> id, id -> failure(id).orElseThrow()));
    }

    /**
     * Starts to read the versions that have a view, and stops reading those that no longer have
     * one, unless they are still served.
     */
    void follow(Catalog catalog, ServedCopies served) {
        var wanted =
                catalog.versions()
                        .filter(Version::hasView)
                        .map(Version::id)
                        .collect(Collectors.toSet());
        for (var id : wanted) {
            if (!readers.containsKey(id) && isTried(unread.get(id))) {
                read(catalog.projection(id.projection()).orElseThrow(), id);
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

    @Override
    public void close() {
        closing.shutdownNow();
        readers.values().forEach(ViewReader::close);
    }

    private static boolean isTried(@Nullable Unread unread) {
        return unread == null
                || unread.againNanos() != null && System.nanoTime() - unread.againNanos() > 0;
    }

    /** Starts to read a version. A failure of one version does not affect the others. */
    private void read(ProjectionState projection, VersionId id) {
        try {
            var copy = copy(projection, id);
            TopicSetup.ensure(admin, List.of(config.topics().viewSpec(id)));
            // a copy of positions waits for the evidence, so that both are of one moment; other
            // copies do not need evidence
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
            throw e; // the gateway is stopping
        } catch (KafkaException e) {
            unread.put(id, new Unread(e, System.nanoTime() + AGAIN.toNanos()));
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
}
