package org.demarche.ingest.amending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.demarche.http.Refusal;
import org.demarche.ingest.RunningIngest;
import org.demarche.ingest.Samples;
import org.demarche.ingest.amending.Amendment.Retraction;
import org.demarche.ingest.filing.ReportLog;
import org.demarche.ingest.log.Appender;
import org.demarche.ingest.log.AppenderTest;
import org.demarche.ingest.log.AppenderTest.Handing;
import org.demarche.ingest.log.LogEnd;
import org.demarche.ingest.log.ReportIndex;
import org.demarche.ingest.request.Sender;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicReader;
import org.demarche.model.ReportId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The answer to a retraction that Kafka does not take, or takes without an acknowledgement. */
class AmendmentLogTest {

    private static final Retraction RETRACTION =
            new Retraction(new ReportId("freedonia", "river-treaty", "one"), "Not said");

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("amendmentlog");
        Samples.register(ingest);
        ingest.post(Samples.report("one"));
    }

    @AfterAll
    static void stop() {
        assertThat(ingest.reports()).hasSize(1);
        ingest.close();
    }

    @Test
    void what_the_producer_has_no_leader_for_was_not_sent() {
        assertThat(status(done -> done.onCompletion(null, new TimeoutException("no leader"))))
                .isEqualTo(503);
    }

    @Test
    void what_was_taken_and_timed_out_is_unknown() {
        assertThat(
                        status(
                                done ->
                                        AppenderTest.elsewhere(
                                                () ->
                                                        done.onCompletion(
                                                                null,
                                                                new TimeoutException("expired")))))
                .isEqualTo(504);
    }

    @Test
    void what_kafka_refuses_for_good_fails() {
        assertThat(status(done -> done.onCompletion(null, new RecordTooLargeException("large"))))
                .isEqualTo(500);
    }

    @Test
    void after_a_failure_the_next_one_is_tried_anew() {
        var handed = new ArrayList<Callback>();
        var log =
                log(
                        done -> {
                            handed.add(done);
                            done.onCompletion(null, new TimeoutException("no leader"));
                        });

        try (var _ = Sender.workForNobody()) {
            for (var i = 0; i < 2; i++) {
                assertThatThrownBy(() -> log.write(RETRACTION, _ -> {}).join())
                        .hasCauseInstanceOf(Refusal.class);
            }
        }
        assertThat(handed).hasSize(2);
    }

    private static int status(Consumer<Callback> handOver) {
        var registered = new ArrayList<String>();
        try (var _ = Sender.workForNobody()) {
            log(handOver).write(RETRACTION, _ -> registered.add("before")).join();
        } catch (CompletionException e) {
            assertThat(registered).containsExactly("before");
            return Refusal.problemOf(e).status();
        }
        throw new AssertionError("taken");
    }

    private static AmendmentLog log(Consumer<Callback> handOver) {
        var topic = ingest.bean(KafkaConfig.class).topics().reports();
        return new AmendmentLog(
                topic,
                ingest.bean(ReportLog.class),
                new Appender(new Handing(handOver), _ -> 3, () -> true, new SimpleMeterRegistry()),
                ingest.bean(ReportIndex.class),
                new LogEnd(topic, ingest.bean(Admin.class), ingest.bean(TopicReader.class)),
                InstantSource.system());
    }
}
