package org.demarche.ingest.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.kafka.TopicReader;

/**
 * Waits until the index has every event in a partition of the log, also those that other ingest
 * services wrote.
 */
public final class LogEnd {

    private static final Duration TO_ANSWER = Duration.ofSeconds(3);

    /** The reader of the log is usually behind by milliseconds. */
    private static final Duration TO_READ = Duration.ofSeconds(3);

    private final String topic;
    private final Admin admin;
    private final TopicReader reports;

    /** The present request to Kafka, by partition. */
    private final Map<Integer, CompletableFuture<Long>> asked = new HashMap<>();

    /** The request after the present one, by partition. */
    private final Map<Integer, CompletableFuture<Long>> toAsk = new HashMap<>();

    public LogEnd(String topic, Admin admin, TopicReader reports) {
        this.topic = topic;
        this.admin = admin;
        this.reports = reports;
    }

    /**
     * Returns when this service has read every record that the partition has now.
     *
     * @throws Refusal with 503 if Kafka does not answer or the reading takes too long, 500 if Kafka
     *     refuses to give the end of the partition
     */
    public void readAll(int partition) {
        if (!isRead(partition, end(partition))) {
            throw new Refusal(
                    Problem.unavailable(
                            "The ingest service has not read the log to its end: nothing was written, try again"));
        }
    }

    /**
     * Returns when this service has read this new record.
     *
     * @throws Refusal with 504 if that takes too long
     */
    public void readBack(int partition, long offset) {
        if (!isRead(partition, offset + 1)) {
            throw new Refusal(
                    Problem.outcomeUnknown(
                            "The change is written, but this service has not read it back yet: send the change again, which is safe"));
        }
    }

    private boolean isRead(int partition, long next) {
        try {
            reports.reached(partition, next)
                    .orTimeout(TO_READ.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return true;
        } catch (CompletionException _) {
            return false;
        }
    }

    private long end(int partition) {
        try {
            return asking(partition)
                    .copy()
                    .orTimeout(TO_ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new Refusal(Appender.refused(cause(e)));
        }
    }

    private static Throwable cause(CompletionException fault) {
        return switch (fault.getCause()) {
            case java.util.concurrent.TimeoutException _ -> new TimeoutException("no answer");
            case null -> fault;
            default -> fault.getCause();
        };
    }

    /**
     * Asks Kafka for the end of a partition. Callers that come during a request share the next
     * request, because the answer to the present one may not include records that were written
     * before they came.
     */
    private synchronized CompletableFuture<Long> asking(int partition) {
        if (asked.containsKey(partition)) {
            return toAsk.computeIfAbsent(partition, _ -> new CompletableFuture<>());
        }
        var question = new CompletableFuture<Long>();
        ask(partition, question);
        return question;
    }

    private synchronized void ask(int partition, CompletableFuture<Long> question) {
        var place = new TopicPartition(topic, partition);
        var options = new ListOffsetsOptions().timeoutMs((int) TO_ANSWER.toMillis());
        var answer =
                admin.listOffsets(Map.of(place, OffsetSpec.latest()), options)
                        .partitionResult(place)
                        .toCompletionStage()
                        .thenApply(ListOffsetsResultInfo::offset);
        asked.put(partition, question);
        var _ =
                answer.whenComplete(
                        (end, fault) -> {
                            if (fault == null) {
                                question.complete(end);
                            } else {
                                question.completeExceptionally(fault);
                            }
                            askNext(partition);
                        });
    }

    private synchronized void askNext(int partition) {
        asked.remove(partition);
        var question = toAsk.remove(partition);
        if (question != null) {
            ask(partition, question);
        }
    }
}
