package org.demarche.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;

/** Appends to Kafka, and tells what is certain from what is not when it fails. */
final class Appender {

    private final Producer<byte[], byte[]> producer;
    private final Cluster cluster;
    private final MeterRegistry meters;
    private final Timer acknowledged;

    Appender(Producer<byte[], byte[]> producer, Cluster cluster, MeterRegistry meters) {
        this.producer = producer;
        this.cluster = cluster;
        this.meters = meters;
        acknowledged =
                Timer.builder("demarche.append")
                        .description("From handing a record to the producer to Kafka's word")
                        .publishPercentiles(0.5, 0.99)
                        .register(meters);
    }

    /**
     * Done when Kafka has acknowledged. Fails with a {@link Refusal}: 503 where nothing was sent,
     * 504 where it is not known whether it was written, 500 where Kafka refused it for good.
     */
    CompletableFuture<RecordMetadata> append(ProducerRecord<byte[], byte[]> record) {
        var answer = new CompletableFuture<RecordMetadata>();
        if (!cluster.answers()) {
            answer.completeExceptionally(new Refusal(away()));
            return answer;
        }
        var sample = Timer.start(meters);
        var sent = new CompletableFuture<RecordMetadata>();
        try {
            var _ =
                    producer.send(
                            record,
                            (metadata, fault) -> {
                                if (fault == null) {
                                    sent.complete(metadata);
                                } else {
                                    sent.completeExceptionally(fault);
                                }
                            });
        } catch (KafkaException | IllegalStateException e) {
            sent.completeExceptionally(e);
        }
        // what the producer refuses while it is handed over has not been sent
        var handedOver = !sent.isCompletedExceptionally();
        var _ =
                sent.whenComplete(
                        (metadata, fault) -> {
                            if (fault == null) {
                                sample.stop(acknowledged);
                                answer.complete(metadata);
                            } else {
                                answer.completeExceptionally(
                                        new Refusal(problem(fault, handedOver)));
                            }
                        });
        return answer;
    }

    private static Problem problem(Throwable fault, boolean handedOver) {
        if (fault instanceof RetriableException || fault instanceof OutOfOrderSequenceException) {
            return handedOver ? unknown() : away();
        }
        return Problem.failed("Kafka refused it: " + fault.getMessage());
    }

    private static Problem away() {
        return Problem.unavailable("Kafka does not answer: nothing was written, try again");
    }

    private static Problem unknown() {
        return Problem.outcomeUnknown(
                "Kafka has not acknowledged in time, so it is not known whether this was written: repeat it with the same id and content, which is safe");
    }
}
