package org.demarche.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.junit.jupiter.api.Test;

/** The outcome of an append, by the place and kind of the producer's failure. */
public class AppenderTest {

    private static final ProducerRecord<byte[], byte[]> RECORD =
            new ProducerRecord<>("reports", new byte[] {1}, new byte[] {2});

    @Test
    void what_kafka_acknowledged_has_its_place() {
        var place = new RecordMetadata(new TopicPartition("reports", 2), 40, 1, 0, 0, 0);

        var append = append(done -> elsewhere(() -> done.onCompletion(place, null)));

        assertThat(append.join().offset()).isEqualTo(41);
    }

    @Test
    void what_the_producer_has_no_room_or_leader_for_was_not_sent() {
        var problem = refused(done -> done.onCompletion(null, new TimeoutException("no leader")));

        assertThat(problem.status()).isEqualTo(503);
    }

    @Test
    void what_comes_after_the_producer_is_closed_was_not_sent() {
        var problem =
                refused(
                        _ -> {
                            throw new IllegalStateException("The producer is closed");
                        });

        assertThat(problem.status()).isEqualTo(503);
    }

    @Test
    void what_the_producer_never_takes_fails_with_the_reason() {
        var problem =
                refused(done -> done.onCompletion(null, new RecordTooLargeException("too large")));

        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.detail()).contains("too large");
    }

    @Test
    void what_was_taken_and_timed_out_is_unknown_even_before_the_hand_over_returns() {
        var problem =
                refused(
                        done ->
                                elsewhere(
                                        () ->
                                                done.onCompletion(
                                                        null, new TimeoutException("expired"))));

        assertThat(problem.status()).isEqualTo(504);
    }

    @Test
    void what_was_taken_and_given_up_at_the_end_of_the_process_is_unknown() {
        var problem =
                refused(
                        done ->
                                elsewhere(
                                        () ->
                                                done.onCompletion(
                                                        null, new KafkaException("closed"))));

        assertThat(problem.status()).isEqualTo(504);
    }

    @Test
    void what_the_broker_refuses_fails_with_the_reason() {
        var problem =
                refused(
                        done ->
                                elsewhere(
                                        () ->
                                                done.onCompletion(
                                                        null,
                                                        new TopicAuthorizationException(
                                                                "not yours"))));

        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.detail()).contains("not yours");
    }

    @Test
    void nothing_is_handed_over_while_kafka_does_not_answer() {
        var producer =
                new Handing(
                        _ -> {
                            throw new AssertionError("handed over");
                        });
        var appender = new Appender(producer, _ -> 3, () -> false, new SimpleMeterRegistry());

        assertThat(problemOf(appender.append(RECORD)).status()).isEqualTo(503);
    }

    private static Problem refused(Consumer<Callback> handOver) {
        return problemOf(append(handOver));
    }

    private static CompletableFuture<RecordMetadata> append(Consumer<Callback> handOver) {
        return new Appender(new Handing(handOver), _ -> 3, () -> true, new SimpleMeterRegistry())
                .append(RECORD);
    }

    private static Problem problemOf(CompletableFuture<RecordMetadata> append) {
        assertThat(append).isCompletedExceptionally();
        return Refusal.problemOf(new CompletionException(append.exceptionNow()));
    }

    /** On a thread as the producer has one, and over before this one goes on. */
    public static void elsewhere(Runnable callback) {
        var sender = Thread.ofPlatform().start(callback);
        try {
            sender.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A producer whose hand-over goes as a test says. */
    public static final class Handing extends MockProducer<byte[], byte[]> {

        private final Consumer<Callback> handOver;

        public Handing(Consumer<Callback> handOver) {
            this.handOver = handOver;
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> record, Callback callback) {
            handOver.accept(callback);
            return new CompletableFuture<>();
        }
    }
}
