package org.demarche.ingest.log;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.demarche.ingest.request.Problem;
import org.demarche.ingest.request.Refusal;

/** Appends to Kafka. After a failure it says whether the record may be written. */
public final class Appender {

    private final Producer<byte[], byte[]> producer;
    private final BooleanSupplier kafkaAnswers;
    private final MeterRegistry meters;
    private final Timer acknowledged;

    public Appender(
            Producer<byte[], byte[]> producer, BooleanSupplier kafkaAnswers, MeterRegistry meters) {
        this.producer = producer;
        this.kafkaAnswers = kafkaAnswers;
        this.meters = meters;
        acknowledged =
                Timer.builder("demarche.append")
                        .description(
                                "The time from handing a record to the producer until Kafka acknowledges it")
                        .publishPercentiles(0.5, 0.99)
                        .register(meters);
    }

    /**
     * Done when Kafka has acknowledged. Fails with a {@link Refusal}: 503 if nothing was sent, 504
     * if it is not known whether the record was written, 500 if Kafka refused it for good.
     */
    public CompletableFuture<RecordMetadata> append(ProducerRecord<byte[], byte[]> record) {
        var answer = new CompletableFuture<RecordMetadata>();
        if (!kafkaAnswers.getAsBoolean()) {
            answer.completeExceptionally(new Refusal(away()));
            return answer;
        }
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
                                // The producer refuses on the thread of its caller what it does not
                                // take; what it took fails on its own thread, maybe before this one
                                // has come back from handing it over.
                                var taken = Thread.currentThread() != caller;
                                answer.completeExceptionally(
                                        new Refusal(taken ? failed(fault) : refused(fault)));
                            });
        } catch (KafkaException | IllegalStateException e) {
            answer.completeExceptionally(new Refusal(refused(e)));
        }
        return answer;
    }

    /**
     * The producer did not take the record, so nothing was sent. A closed producer throws
     * IllegalState.
     */
    static Problem refused(Throwable fault) {
        return fault instanceof RetriableException
                        || fault instanceof InterruptException
                        || fault instanceof IllegalStateException
                ? away()
                : forGood(fault);
    }

    /** The producer took the record, so it may be written, unless the broker refused it. */
    private static Problem failed(Throwable fault) {
        return fault instanceof ApiException
                        && !(fault instanceof RetriableException)
                        && !(fault instanceof OutOfOrderSequenceException)
                ? forGood(fault)
                : unknown();
    }

    private static Problem forGood(Throwable fault) {
        return Problem.failed("Kafka refused it: " + fault.getMessage());
    }

    private static Problem away() {
        return Problem.unavailable("Kafka does not answer: nothing was written, try again");
    }

    private static Problem unknown() {
        return Problem.outcomeUnknown(
                "Kafka has not acknowledged in time. It is not known whether this was written: send it again with the same id and content, which is safe");
    }
}
