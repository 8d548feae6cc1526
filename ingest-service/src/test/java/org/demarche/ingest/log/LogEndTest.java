package org.demarche.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.demarche.http.Refusal;
import org.demarche.ingest.RunningIngest;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicReader;
import org.demarche.model.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LogEndTest {

    private static RunningIngest ingest;

    private final List<KafkaFutureImpl<ListOffsetsResultInfo>> questions =
            new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("logend");
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void callers_that_come_while_kafka_is_asked_share_the_next_question() {
        var topic = ingest.bean(KafkaConfig.class).topics().reports();
        var logEnd = new LogEnd(topic, admin(topic), ingest.bean(TopicReader.class));
        var first = new Caller(logEnd);
        Await.until("Kafka is asked", () -> questions.size() == 1);
        var others = Stream.generate(() -> new Caller(logEnd)).limit(20).toList();
        Await.until("all wait", () -> others.stream().allMatch(Caller::waits));

        answer(0);
        first.done.join();
        Await.until("Kafka is asked again", () -> questions.size() == 2);
        assertThat(others).noneMatch(caller -> caller.done.isDone());

        answer(1);
        others.forEach(caller -> caller.done.join());
        assertThat(questions).hasSize(2);
    }

    @Test
    void a_question_that_fails_is_asked_again_for_those_who_came_meanwhile() {
        var topic = ingest.bean(KafkaConfig.class).topics().reports();
        var logEnd = new LogEnd(topic, admin(topic), ingest.bean(TopicReader.class));
        var first = new Caller(logEnd);
        Await.until("Kafka is asked", () -> questions.size() == 1);
        var other = new Caller(logEnd);
        Await.until("it waits", other::waits);

        questions.getFirst().completeExceptionally(new IllegalStateException("closed"));
        Await.until("Kafka is asked again", () -> questions.size() == 2);
        answer(1);

        other.done.join();
        assertThat(first.done.handle((_, fault) -> Refusal.problemOf(fault).status()).join())
                .isEqualTo(503);
    }

    private void answer(int question) {
        questions.get(question).complete(new ListOffsetsResultInfo(0, 0, Optional.empty()));
    }

    /** One that is asked for ends of the log, and answers when the test does. */
    private Admin admin(String topic) {
        return (Admin)
                Proxy.newProxyInstance(
                        Admin.class.getClassLoader(),
                        new Class<?>[] {Admin.class},
                        (_, _, _) -> {
                            var question = new KafkaFutureImpl<ListOffsetsResultInfo>();
                            questions.add(question);
                            return new ListOffsetsResult(
                                    Map.of(new TopicPartition(topic, 0), question));
                        });
    }

    /** Somebody who wants the log to be read to its end. */
    private static final class Caller {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final Thread thread;

        Caller(LogEnd logEnd) {
            thread =
                    Thread.startVirtualThread(
                            () -> {
                                try {
                                    logEnd.readAll(0);
                                    done.complete(null);
                                } catch (RuntimeException e) {
                                    done.completeExceptionally(e);
                                }
                            });
        }

        boolean waits() {
            return thread.getState() == Thread.State.WAITING;
        }
    }
}
