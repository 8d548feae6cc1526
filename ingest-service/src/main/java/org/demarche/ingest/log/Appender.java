package org.demarche.ingest.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.kafka.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends records to Kafka. A failure tells whether the record may have been written.
 *
 * <p>A write stays under way until Kafka acknowledges the record or refuses it for good, however
 * long that takes, because Kafka may still append a record that a producer has given up. The answer
 * to a client does not wait so long: see {@link #inTime}.
 */
public final class Appender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

    /**
     * The longest time that an answer waits for a write. Within this time, a cluster usually elects
     * another leader, and a killed broker usually starts again. It is shorter than the 15 s for
     * which a gateway waits.
     */
    public static final Duration TO_ANSWER = Duration.ofSeconds(12);

    /** The time in which the last records may still reach Kafka at the end of the process. */
    private static final Duration TO_CLOSE = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final ToIntFunction<String> partitions;
    private final BooleanSupplier kafkaAnswers;
    private final MeterRegistry meters;
    private final Timer acknowledged;

    /** The number of records that Kafka has not acknowledged in time, by partition. */
    private final Map<TopicPartition, Integer> late = new ConcurrentHashMap<>();

    /**
     * @param partitions the number of partitions of a topic, by the topic's name
     */
    public Appender(
            Producer<byte[], byte[]> producer,
            ToIntFunction<String> partitions,
            BooleanSupplier kafkaAnswers,
            MeterRegistry meters) {
        this.producer = producer;
        this.partitions = partitions;
        this.kafkaAnswers = kafkaAnswers;
        this.meters = meters;
        Gauge.builder("demarche.partitions.late", late, Map::size)
                .description(
                        "Partitions that take no new writes, because Kafka has not acknowledged an earlier one in time")
                .register(meters);
        acknowledged =
                Timer.builder("demarche.append")
                        .description(
                                "The time from handing a record to the producer until Kafka acknowledges it")
                        .publishPercentiles(0.5, 0.99)
                        .register(meters);
    }

    /**
     * Returns the result of a write for one answer, which fails with 504 if the write takes too
     * long. The write itself continues, and the answer to a repeat can wait for its result in the
     * same way.
     */
    public static <T> CompletableFuture<T> inTime(CompletableFuture<T> write) {
        return write.copy()
                .orTimeout(TO_ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(
                        fault ->
                                CompletableFuture.failedFuture(
                                        fault instanceof TimeoutException
                                                ? new Refusal(unknown())
                                                : fault));
    }

    /**
     * Checks that no earlier record of this key's partition is late. Without this check, records
     * for a partition without a leader would fill the memory that all partitions share.
     *
     * @throws Refusal with 503 if one is late
     */
    public void requirePrompt(String topic, byte[] key) {
        if (late.containsKey(place(topic, key))) {
            throw new Refusal(behind());
        }
    }

    /**
     * Appends a record. The future completes when Kafka has acknowledged the record, however late.
     * It fails with a {@link Refusal}: 503 if nothing was sent, 504 if it is not known whether the
     * record was written, 500 if Kafka refused the record for good.
     */
    public CompletableFuture<RecordMetadata> append(ProducerRecord<byte[], byte[]> record) {
        var answer = new CompletableFuture<RecordMetadata>();
        var topic = record.topic(); // the callback keeps only the topic, not the whole record
        var place = place(topic, record.key());
        if (late.containsKey(place)) {
            answer.completeExceptionally(new Refusal(behind()));
            return answer;
        }
        if (!kafkaAnswers.getAsBoolean()) {
            answer.completeExceptionally(new Refusal(away()));
            return answer;
        }
        var sentAt = System.nanoTime();
        var sample = Timer.start(meters);
        var caller = Thread.currentThread();
        try {
            var _ =
                    producer.send(
                            record,
                            (metadata, fault) -> {
                                if (fault == null) {
                                    sample.stop(acknowledged);
                                    answer.complete(metadata);
                                    return;
                                }
                                // If the producer does not take the record, it calls back on the
                                // thread of its caller. If it took the record, it calls back on its
                                // own thread, maybe before send() has returned.
                                var taken = Thread.currentThread() != caller;
                                if (taken) {
                                    LOG.warn(
                                            "A write to {} was given up: {}",
                                            topic,
                                            fault.getMessage());
                                }
                                answer.completeExceptionally(
                                        new Refusal(
                                                taken ? failed(fault, sentAt) : refused(fault)));
                            });
        } catch (KafkaException | IllegalStateException e) {
            answer.completeExceptionally(new Refusal(refused(e)));
        }
        watch(place, answer);
        return answer;
    }

    private void watch(TopicPartition place, CompletableFuture<?> write) {
        var _ =
                write.copy()
                        .orTimeout(TO_ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                        .whenComplete(
                                (_, fault) -> {
                                    if (fault instanceof TimeoutException) {
                                        late(place, write);
                                    }
                                });
    }

    private void late(TopicPartition place, CompletableFuture<?> write) {
        if (late.merge(place, 1, Integer::sum) == 1) {
            LOG.warn(
                    "Kafka has not acknowledged a write to {} within {} s. The write stays under way, and the service takes no other write there",
                    place,
                    TO_ANSWER.toSeconds());
        }
        var _ =
                write.whenComplete(
                        (_, _) -> {
                            if (late.computeIfPresent(
                                            place, (_, count) -> count == 1 ? null : count - 1)
                                    == null) {
                                LOG.info(
                                        "No write to {} is late any more; the service takes other writes again",
                                        place);
                            }
                        });
    }

    private TopicPartition place(String topic, byte[] key) {
        return new TopicPartition(topic, Topics.partitionOf(key, partitions.applyAsInt(topic)));
    }

    /**
     * Waits a few seconds for the writes under way. The service logs each write that is given up.
     */
    @Override
    public void close() {
        producer.close(TO_CLOSE);
    }

    /**
     * Returns the problem for a fault before anything was sent. A closed producer throws an {@link
     * IllegalStateException}.
     */
    static Problem refused(Throwable fault) {
        return fault instanceof RetriableException
                        || fault instanceof InterruptException
                        || fault instanceof IllegalStateException
                ? away()
                : forGood(fault);
    }

    /**
     * Returns the problem for a record that the producer took but could not deliver. The record may
     * have been written, unless the broker refused the first attempt: the refusal of a later
     * attempt does not show whether the first one was written.
     */
    private static Problem failed(Throwable fault, long sentAt) {
        var isFirst = System.nanoTime() - sentAt < ProducerSettings.TO_ATTEMPT.toNanos();
        return isFirst
                        && fault instanceof ApiException
                        && !(fault instanceof UnknownServerException)
                        && !(fault instanceof RetriableException)
                        && !(fault instanceof OutOfOrderSequenceException)
                ? forGood(fault)
                : unknown();
    }

    private static Problem forGood(Throwable fault) {
        return Problem.failed("Kafka refused the record: " + fault.getMessage());
    }

    private static Problem behind() {
        return Problem.unavailable(
                "Kafka has not acknowledged an earlier write to this partition yet: nothing was written, try again");
    }

    private static Problem away() {
        return Problem.unavailable("Kafka does not answer: nothing was written, try again");
    }

    private static Problem unknown() {
        return Problem.outcomeUnknown(
                "Kafka has not acknowledged in time. It is not known whether this was written: send it again with the same id and content, which is safe");
    }
}
