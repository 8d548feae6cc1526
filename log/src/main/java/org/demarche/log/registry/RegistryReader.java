package org.demarche.log.registry;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.KafkaConfig;
import org.demarche.log.TopicReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link Registry} by reading its topic and following it. Every record is applied once and
 * in order. A repeat changes nothing, because an entry replaces the one before.
 *
 * <p>An unreadable record is a problem, listed by its key, until the key gets a readable record or
 * none. Until then, the registry lacks this entry.
 */
public final class RegistryReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryReader.class);

    private static final String REMEDY =
            "Start the release that wrote it, or write a record with its key and a correct value, or without a value to remove it";

    /** The most warnings in the service's log at a start. */
    private static final int MOST_WARNINGS = 20;

    /** The topic has one partition. */
    private static final int PARTITION = 0;

    private final Registry registry = new Registry();
    private final ConcurrentSkipListMap<String, String> problems = new ConcurrentSkipListMap<>();
    private final TopicReader reader;
    private final CompletableFuture<Void> caughtUp;

    public static RegistryReader start(KafkaConfig config) {
        return new RegistryReader(config);
    }

    private RegistryReader(KafkaConfig config) {
        reader =
                TopicReader.start(
                        config.clientProperties(), config.topics().registry(), this::handle);
        caughtUp = reader.caughtUp().thenRun(this::refuseProblems).thenRun(this::warn);
    }

    public Registry registry() {
        return registry;
    }

    /**
     * Done when the registry has everything that the topic had at the start. If there are
     * unreadable records, it fails with an {@link IllegalStateException} that names them, because a
     * service without these entries would refuse known names.
     */
    public CompletableFuture<Void> caughtUp() {
        return caughtUp.copy();
    }

    /** Done when everything before this offset was applied; fails if the reader stops before. */
    public CompletableFuture<Void> reached(long next) {
        return reader.reached(PARTITION, next);
    }

    /** The offset after the last one applied: the place {@code g} of a token. */
    public long next() {
        return requireNonNullElse(reader.next().get(PARTITION), 0L);
    }

    /** The problems of the registry, one sentence each. */
    public List<String> problems() {
        return List.copyOf(problems.values());
    }

    /** The failure that ended the reader, if one did; the registry no longer changes then. */
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
            problems.remove(key);
        } catch (UnreadableEntry e) {
            var problem =
                    "Cannot read the record at offset %d of %s: %s"
                            .formatted(record.offset(), record.topic(), e.getMessage());
            problems.put(key, problem);
            LOG.error("{}. {}", problem, REMEDY);
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

    private void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join(". ", problems()) + ". " + REMEDY);
        }
    }
}
