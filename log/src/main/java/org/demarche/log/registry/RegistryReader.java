package org.demarche.log.registry;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicReader;
import org.demarche.log.kafka.UnreadableRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a {@link Registry} from its topic, and follows the topic. Every record is applied once and
 * in order. A repeated record changes nothing, because an entry replaces the previous one.
 *
 * <p>A record that cannot be read changes nothing: see {@link UnreadableRecords}. A later record
 * with the same key ends this fault, if it can be read or has no value.
 */
public final class RegistryReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryReader.class);

    /** The most shared names about which the service logs a warning at its start. */
    private static final int MOST_WARNINGS = 20;

    /** The topic has one partition. */
    private static final int PARTITION = 0;

    private final Registry registry = new Registry();
    private final UnreadableRecords unreadable = new UnreadableRecords();
    private final TopicReader reader;
    private final CompletableFuture<Void> caughtUp;

    public static RegistryReader start(KafkaConfig config) {
        return new RegistryReader(config);
    }

    private RegistryReader(KafkaConfig config) {
        reader =
                TopicReader.start(
                        config.clientProperties(), config.topics().registry(), this::handle);
        caughtUp = reader.caughtUp().thenRun(this::warn);
    }

    public Registry registry() {
        return registry;
    }

    /** Completes when all records that the topic had at the start have been applied. */
    public CompletableFuture<Void> caughtUp() {
        return caughtUp.copy();
    }

    /**
     * Completes when everything before this offset was applied; fails if the reader stops earlier.
     */
    public CompletableFuture<Void> reached(long next) {
        return reader.reached(PARTITION, next);
    }

    /**
     * Returns the offset after the last applied record, which is the offset of the place {@code g}
     * in a token.
     */
    public long next() {
        return requireNonNullElse(reader.next().get(PARTITION), 0L);
    }

    /** Describes the records that cannot be read, in sentences; empty if there are none. */
    public List<String> warnings() {
        return unreadable.warnings();
    }

    /**
     * Whether the last record of this entry cannot be read, so that the registry has an earlier
     * revision of the entry, or none.
     */
    public boolean isUnreadable(EntryKey key) {
        return unreadable.has(key.toString());
    }

    /**
     * Returns the failure that stopped the reader, if one did; the registry no longer changes then.
     */
    public Optional<Throwable> failure() {
        return reader.failure();
    }

    @Override
    public void close() {
        reader.close();
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) {
        var key = EntryCodec.text(record.key());
        try {
            apply(key, record);
            unreadable.repaired(key);
        } catch (UnreadableEntry e) {
            unreadable.add(key, record, e);
        }
    }

    private void apply(String key, ConsumerRecord<byte[], byte[]> record) throws UnreadableEntry {
        if (record.value() == null) {
            EntryKey.parse(key).ifPresent(registry::remove);
        } else {
            var past = record.headers().lastHeader(EntryHistory.HEADER);
            registry.apply(
                    EntryCodec.decode(record.key(), record.value()),
                    record.value(),
                    Instant.ofEpochMilli(record.timestamp()),
                    past == null ? null : past.value());
        }
    }

    private void warn() {
        var shared = registry.shared();
        shared.stream().limit(MOST_WARNINGS).forEach(each -> LOG.warn("{}", each.warning()));
        if (shared.size() > MOST_WARNINGS) {
            LOG.warn(
                    "And {} more: GET /v1/registry/warnings lists all",
                    shared.size() - MOST_WARNINGS);
        }
    }
}
