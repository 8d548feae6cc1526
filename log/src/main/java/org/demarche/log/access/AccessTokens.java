package org.demarche.log.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.KafkaConfig;
import org.demarche.log.TopicReader;
import org.demarche.log.UnreadableRecords;
import org.demarche.log.event.UnreadableEvent;

/**
 * Follows the topic of access tokens, so that a revocation holds at every gateway at once. A repeat
 * changes nothing. Nor does a record that cannot be read: see {@link UnreadableRecords}. A record
 * without a value is one of these, because forgetting a token could undo its revocation.
 */
public final class AccessTokens implements AutoCloseable {

    /** The topic has one partition. */
    private static final int PARTITION = 0;

    private final ConcurrentHashMap<String, AccessToken> tokens = new ConcurrentHashMap<>();
    private final UnreadableRecords unreadable = new UnreadableRecords();
    private final TopicReader reader;

    public static AccessTokens start(KafkaConfig config) {
        return new AccessTokens(config);
    }

    private AccessTokens(KafkaConfig config) {
        reader =
                TopicReader.start(
                        config.clientProperties(), config.topics().tokens().name(), this::handle);
    }

    public Optional<AccessToken> find(String id) {
        return Optional.ofNullable(tokens.get(id));
    }

    /** All tokens, also those that ended or were revoked; the newest one first. */
    public List<AccessToken> all() {
        return tokens.values().stream().sorted(AccessToken.ORDER).toList();
    }

    /** Whether it has read all that the topic had at the start, and still follows it. */
    public boolean isCurrent() {
        return caughtUp().isDone() && !caughtUp().isCompletedExceptionally() && failure().isEmpty();
    }

    /** Done when it has read all that the topic had at the start. */
    public CompletableFuture<Void> caughtUp() {
        return reader.caughtUp();
    }

    /** Done when everything before this offset was read; fails if the reader stops before. */
    public CompletableFuture<Void> reached(long next) {
        return reader.reached(PARTITION, next);
    }

    /** The records that cannot be read, a sentence each; empty if all is well. */
    public List<String> warnings() {
        return unreadable.warnings();
    }

    /** Why it stopped by itself, if it has: the tokens no longer change then. */
    public Optional<Throwable> failure() {
        return reader.failure();
    }

    @Override
    public void close() {
        reader.close();
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) {
        var key = record.key() == null ? "" : new String(record.key(), UTF_8);
        try {
            var token = AccessTokenCodec.read(record);
            tokens.merge(token.id(), token, AccessToken::then);
            unreadable.mended(key);
        } catch (UnreadableEvent e) {
            unreadable.add(key, record, e);
        }
    }
}
