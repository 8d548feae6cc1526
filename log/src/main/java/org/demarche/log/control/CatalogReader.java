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
 * Builds the {@link Catalog} from the control topic, and follows the topic. A record that cannot be
 * read does not use up an epoch: see {@link UnreadableRecords}.
 */
public final class CatalogReader implements AutoCloseable {

    /** The most decisions about a projection that are kept; the oldest ones are dropped. */
    public static final int MOST_TAKEN = 1_000;

    /** The topic has one partition. */
    private static final int PARTITION = 0;

    /**
     * The catalog, and the part of the topic that it comes from.
     *
     * @param next the offset after the last record in the catalog
     * @param decided the offsets of the decisions, by projection; a projection without decisions is
     *     absent
     */
    public record Known(Catalog catalog, long next, Map<String, Decided> decided) {

        public Known {
            decided = Map.copyOf(decided);
        }

        public Decided decided(String projection) {
            return decided.getOrDefault(projection, Decided.NOTHING);
        }

        /** Returns the catalog after one more record. */
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
     * @param next the offset after the last decision
     * @param swap the offset of the last decision that changed the live version; 0 if none did
     * @param before the version that was live before that decision; null if there was none
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

    /** Returns the catalog and its offset, both at the same moment. */
    public Known known() {
        return known;
    }

    /** Returns the names of everybody who took a decision in this catalog, as they gave them. */
    public Set<String> deciders() {
        return Set.copyOf(deciders);
    }

    /**
     * Returns the decisions about a projection, the last one first, at most {@link #MOST_TAKEN}.
     */
    public List<Taken> taken(String projection) {
        return taken.getOrDefault(projection, List.of());
    }

    /**
     * Returns the last deletion of a projection; empty if the projection exists, or never existed.
     */
    public Optional<Taken> deletion(String projection) {
        return catalog().deleted().containsKey(projection)
                ? taken(projection).stream()
                        .filter(one -> one.record().event() instanceof ControlEvent.Deleted)
                        .findFirst()
                : Optional.empty();
    }

    /**
     * Adds a listener. The reader's thread calls the listener after each change. Others wait for
     * this thread, so the listener must return quickly. Before {@link #caughtUp} completes, the
     * listener gets catalogs of the past.
     */
    public void onChange(Consumer<Catalog> listener) {
        listeners.add(listener);
    }

    /** Completes when the reader has reached the end that the topic had at the start. */
    public CompletableFuture<Void> caughtUp() {
        return reader.caughtUp();
    }

    /** Completes when the catalog has everything before this offset; fails if the reader stops. */
    public CompletableFuture<Void> reached(long next) {
        return reader.reached(PARTITION, next);
    }

    /** Describes the records that cannot be read, in sentences; empty if there are none. */
    public List<String> warnings() {
        return unreadable.warnings();
    }

    /**
     * Returns the failure that stopped the reader, if one did; the catalog no longer changes then.
     */
    public Optional<Throwable> failure() {
        return reader.failure();
    }

    /** Completes, always exceptionally, when the reader has failed or was closed. */
    public CompletableFuture<Void> stopped() {
        return reader.reached(PARTITION, Long.MAX_VALUE);
    }

    @Override
    public void close() {
        reader.close();
    }

    /** Whether the record at this offset counts. The reader must have read this record. */
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
     * Applies a decision. A record that cannot be applied must not stop the reader, because then no
     * service could start again.
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
