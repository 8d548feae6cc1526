package org.demarche.log.control;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.KafkaConfig;
import org.demarche.log.TopicReader;
import org.demarche.log.VersionId;
import org.demarche.log.event.UnreadableEvent;
import org.jspecify.annotations.Nullable;

/** Keeps the {@link Catalog} by reading the control topic and following it. */
public final class CatalogReader implements AutoCloseable {

    /** Decisions about a projection that are kept, the last ones. */
    public static final int MOST_TAKEN = 1_000;

    /** The topic has one partition. */
    private static final int PARTITION = 0;

    /**
     * The catalog, and how much of the topic it comes from.
     *
     * @param next offset after the last decision in it
     * @param decided by projection; of none about which nothing was decided
     */
    public record Known(Catalog catalog, long next, Map<String, Decided> decided) {

        public Known {
            decided = Map.copyOf(decided);
        }

        public Decided decided(String projection) {
            return decided.getOrDefault(projection, Decided.NOTHING);
        }

        /** After one more record, which is the last. */
        private Known with(String projection, Catalog after, long offset) {
            var all = new HashMap<>(decided);
            var before = live(catalog, projection);
            var change = decided(projection);
            all.put(
                    projection,
                    Objects.equals(before, live(after, projection))
                            ? new Decided(offset + 1, change.swap(), change.before())
                            : new Decided(offset + 1, offset, before));
            return new Known(after, offset + 1, all);
        }

        private static @Nullable VersionId live(Catalog catalog, String projection) {
            return catalog.projection(projection)
                    .flatMap(ProjectionState::live)
                    .map(Version::id)
                    .orElse(null);
        }
    }

    /**
     * Where in the topic the decisions about a projection are.
     *
     * @param next offset after the last of them
     * @param swap offset of the last that changed which version is served; 0 if none did
     * @param before the version that was served until that; null if none was
     */
    public record Decided(long next, long swap, @Nullable VersionId before) {

        static final Decided NOTHING = new Decided(0, 0, null);
    }

    private final List<Consumer<Catalog>> listeners = new CopyOnWriteArrayList<>();
    private final Set<Long> winners = ConcurrentHashMap.newKeySet();
    private final Set<String> deciders = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Taken>> taken = new ConcurrentHashMap<>();
    private final TopicReader reader;
    private volatile Known known = new Known(Catalog.GENESIS, 0, Map.of());

    public static CatalogReader start(KafkaConfig config) {
        return new CatalogReader(config);
    }

    private CatalogReader(KafkaConfig config) {
        reader =
                TopicReader.start(
                        config.clientProperties(), config.topics().control(), this::handle);
    }

    public Catalog catalog() {
        return known.catalog();
    }

    /** The catalog and its place, of one moment. */
    public Known known() {
        return known;
    }

    /** Whose decisions are in the catalog, by the names that they gave. */
    public Set<String> deciders() {
        return Set.copyOf(deciders);
    }

    /** The decisions about a projection, the last one first; at most {@link #MOST_TAKEN}. */
    public List<Taken> taken(String projection) {
        return taken.getOrDefault(projection, List.of());
    }

    /**
     * Told after each change, by the reader's thread, which others wait for: what takes long is
     * done elsewhere. Before {@link #caughtUp} catalogs of the past come by.
     */
    public void onChange(Consumer<Catalog> listener) {
        listeners.add(listener);
    }

    /** Done when all has been read that was in the topic at the start. */
    public CompletableFuture<Void> caughtUp() {
        return reader.caughtUp();
    }

    /** Done when everything before this offset is in the catalog; failed if the reader stops. */
    public CompletableFuture<Void> reached(long next) {
        return reader.reached(PARTITION, next);
    }

    /** Why it stopped by itself, if it has: the catalog stays as it was then. */
    public Optional<Throwable> failure() {
        return reader.failure();
    }

    /** Done when it has stopped, by itself or as it was closed; always exceptionally. */
    public CompletableFuture<Void> stopped() {
        return reader.reached(PARTITION, Long.MAX_VALUE);
    }

    @Override
    public void close() {
        reader.close();
    }

    /** Whether the record at this offset, which has been read, counts. */
    boolean won(long offset) {
        return winners.contains(offset);
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) throws UnreadableEvent {
        var at = Instant.ofEpochMilli(record.timestamp());
        var decision = ControlCodec.read(record);
        var after = catalog().with(decision, at);
        after.ifPresent(
                _ -> {
                    winners.add(record.offset());
                    deciders.add(decision.by());
                    keep(new Taken(decision, at));
                });
        known =
                after.map(catalog -> known.with(decision.projection(), catalog, record.offset()))
                        .orElseGet(
                                () -> new Known(catalog(), record.offset() + 1, known.decided()));
        after.ifPresent(catalog -> listeners.forEach(listener -> listener.accept(catalog)));
    }

    private void keep(Taken decision) {
        taken.merge(
                decision.record().projection(),
                List.of(decision),
                (before, last) ->
                        Stream.concat(last.stream(), before.stream()).limit(MOST_TAKEN).toList());
    }
}
