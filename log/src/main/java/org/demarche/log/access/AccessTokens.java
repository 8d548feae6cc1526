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
 * as long as the gateway reaches Kafka. A repeat changes nothing. A record that cannot be read may
 * be a revocation, so it blocks its token until a later record can be read. A record without a
 * value is one of these, because forgetting a token could undo its revocation.
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

    /** Whether it has read all that the topic had at the start, and still follows it. */
    public boolean isCurrent() {
        return caughtUp().isDone() && !caughtUp().isCompletedExceptionally() && failure().isEmpty();
    }

    /** Whether it has had, within the last 30 s, all that Kafka has: no revocation is missing. */
    public boolean isUpToDate() {
        return isCurrent() && endWatch.isRecent();
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
