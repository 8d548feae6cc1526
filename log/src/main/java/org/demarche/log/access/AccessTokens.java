package org.demarche.log.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicReader;
import org.demarche.log.kafka.UnreadableRecords;

/**
 * Follows the topic of access tokens, so that a revocation holds at every gateway within a moment,
 * as long as the gateway reaches Kafka. A repeated record changes nothing. A record that cannot be
 * read may be a revocation, so it blocks its token until a later record of the token can be read. A
 * record without a value also blocks its token, because deleting a token could undo its revocation.
 */
public final class AccessTokens implements AutoCloseable {

    /** The topic has one partition. */
    private static final int PARTITION = 0;

    private final ConcurrentHashMap<String, AccessToken> tokens = new ConcurrentHashMap<>();
    private final UnreadableRecords unreadable = new UnreadableRecords("blocks its access token");
    private final TopicReader reader;
    private final TopicEndWatch endWatch;

    /**
     * @param end asks Kafka for the offset after the last record of the topic
     */
    public static AccessTokens start(
            KafkaConfig config, Supplier<? extends CompletionStage<Long>> end) {
        var tokens = new AccessTokens(config, end);
        tokens.endWatch.start();
        return tokens;
    }

    private AccessTokens(KafkaConfig config, Supplier<? extends CompletionStage<Long>> end) {
        reader =
                TopicReader.start(
                        config.clientProperties(), config.topics().tokens().name(), this::handle);
        endWatch = new TopicEndWatch(end, this::reached, System::nanoTime);
    }

    public Optional<AccessToken> find(String id) {
        return Optional.ofNullable(tokens.get(id));
    }

    /** Whether the last record of a token cannot be read, so that the token may be revoked. */
    public boolean isBlocked(String id) {
        return unreadable.has(id);
    }

    /** All tokens, also those that ended or were revoked; the newest one first. */
    public List<AccessToken> all() {
        return tokens.values().stream().sorted(AccessToken.ORDER).toList();
    }

    /**
     * Whether the reader has read all records that the topic had at the start, and still follows
     * the topic.
     */
    public boolean isCurrent() {
        return caughtUp().isDone() && !caughtUp().isCompletedExceptionally() && failure().isEmpty();
    }

    /**
     * Whether the reader had all records of the topic at some moment of the last 30 s, so that no
     * older revocation is missing.
     */
    public boolean isUpToDate() {
        return isCurrent() && endWatch.isRecent();
    }

    /** Completes when the reader has read all records that the topic had at the start. */
    public CompletableFuture<Void> caughtUp() {
        return reader.caughtUp();
    }

    /** Completes when everything before this offset was read; fails if the reader stops earlier. */
    public CompletableFuture<Void> reached(long next) {
        return reader.reached(PARTITION, next);
    }

    /** Describes the records that cannot be read, in sentences; empty if there are none. */
    public List<String> warnings() {
        return unreadable.warnings();
    }

    /**
     * Returns the failure that stopped the reader, if one did; the tokens no longer change then.
     */
    public Optional<Throwable> failure() {
        return reader.failure();
    }

    @Override
    public void close() {
        endWatch.close();
        reader.close();
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) {
        var key = record.key() == null ? "" : new String(record.key(), UTF_8);
        try {
            var token = AccessTokenCodec.read(record);
            tokens.merge(token.id(), token, AccessToken::then);
            unreadable.repaired(key);
        } catch (UnreadableEvent e) {
            unreadable.add(key, record, e);
        }
    }
}
