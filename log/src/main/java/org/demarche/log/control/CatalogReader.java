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
import org.demarche.log.VersionId;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicReader;
import org.demarche.log.kafka.UnreadableRecords;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the {@link Catalog} by reading the control topic and following it. A record that cannot be
 * read takes no epoch: see {@link UnreadableRecords}.
 */
public final class CatalogReader implements AutoCloseable {

    /** Decisions about a projection that are kept, the last ones. */
    public static final int MOST_TAKEN = 1_000;

    /** The topic has one partition. */
    private static final int PARTITION = 0;

    /**
     * The catalog, and the part of the topic that it comes from.
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

        /** The catalog after one more record. */
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
     * The offsets of the decisions about a projection.
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
    private final UnreadableRecords unreadable = new UnreadableRecords();
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

    /** The catalog and its offset, of the same moment. */
    public Known known() {
        return known;
    }

    /** The names that the deciders of this catalog gave. */
    public Set<String> deciders() {
        return Set.copyOf(deciders);
    }

    /** The decisions about a projection, the last one first; at most {@link #MOST_TAKEN}. */
    public List<Taken> taken(String projection) {
        return taken.getOrDefault(projection, List.of());
    }

    /** The last deletion of a projection; empty if it stands, or never was. */
    public Optional<Taken> deletion(String projection) {
        return catalog().deleted().containsKey(projection)
                ? taken(projection).stream()
                        .filter(one -> one.record().event() instanceof ControlEvent.Deleted)
                        .findFirst()
                : Optional.empty();
    }

    /**
     * The reader's thread calls it after each change, and others wait for this thread, so longer
     * work belongs elsewhere. Before {@link #caughtUp} it gets catalogs of the past.
     */
    public void onChange(Consumer<Catalog> listener) {
        listeners.add(listener);
    }

    /** Done when the reader has reached the end that the topic had at the start. */
    public CompletableFuture<Void> caughtUp() {
        return reader.caughtUp();
    }

    /** Done when the catalog has everything before this offset; fails if the reader stops. */
    public CompletableFuture<Void> reached(long next) {
        return reader.reached(PARTITION, next);
    }

    /** The records that cannot be read, a sentence each; empty if all is well. */
    public List<String> warnings() {
        return unreadable.warnings();
    }

    /** Why it stopped by itself, if it has: the catalog stays as it was then. */
    public Optional<Throwable> failure() {
        return reader.failure();
    }

    /** Done, always exceptionally, when the reader has failed or was closed. */
    public CompletableFuture<Void> stopped() {
        return reader.reached(PARTITION, Long.MAX_VALUE);
    }

    @Override
    public void close() {
        reader.close();
    }

    /** Whether the record at this offset counts; it must have been read. */
    boolean won(long offset) {
        return winners.contains(offset);
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) {
        var at = Instant.ofEpochMilli(record.timestamp());
        var decision = read(record);
        var after = decision.flatMap(one -> after(one, at, record));
        if (decision.isEmpty() || after.isEmpty()) {
            known = new Known(catalog(), record.offset() + 1, known.decided());
            return;
        }
        winners.add(record.offset());
        deciders.add(decision.get().by());
        keep(new Taken(decision.get(), at));
        known = known.with(decision.get().projection(), after.get(), record.offset());
        listeners.forEach(listener -> listener.accept(after.get()));
    }

    private Optional<ControlRecord> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(ControlCodec.read(record));
        } catch (UnreadableEvent e) {
            unreadable.add(String.valueOf(record.offset()), record, e);
            return Optional.empty();
        }
    }

    /**
     * A record that cannot be applied must not end the reading, or no service could start again.
     */
    private Optional<Catalog> after(
            ControlRecord decision, Instant at, ConsumerRecord<byte[], byte[]> record) {
        try {
            return catalog().with(decision, at);
        } catch (RuntimeException e) {
            unreadable.add(String.valueOf(record.offset()), record, e);
            return Optional.empty();
        }
    }

    private void keep(Taken decision) {
        taken.merge(
                decision.record().projection(),
                List.of(decision),
                (before, last) ->
                        Stream.concat(last.stream(), before.stream()).limit(MOST_TAKEN).toList());
    }
}
