package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.core.propagation.PropagatedContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.MockProducer;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.http.RequestInLog;
import org.demarche.ingest.amending.Amendment;
import org.demarche.ingest.amending.AmendmentLog;
import org.demarche.ingest.filing.Receipt;
import org.demarche.ingest.filing.ReportIntake;
import org.demarche.ingest.filing.ReportLog;
import org.demarche.ingest.form.Registering;
import org.demarche.ingest.log.Appender;
import org.demarche.ingest.log.Articles;
import org.demarche.ingest.log.LogEnd;
import org.demarche.ingest.log.ReportIndex;
import org.demarche.ingest.registering.RegistryLog;
import org.demarche.ingest.request.Sender;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicReader;
import org.demarche.model.ReportId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The answer to a repeat, from the part of the log that the service has read. */
class RepeatsTest {

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("repeats");
        Samples.register(ingest);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void log_lines_about_a_taken_id_and_an_amendment_name_the_request() {
        ingest.post(Samples.report("named"));
        var named = new ArrayList<String>();
        var log = endingAt(Long.MAX_VALUE, () -> named.add(MDC.get("request")));
        var intake = new ReportIntake(ingest.bean(RegistryLog.class), log, InstantSource.system());
        var amendments = ingest.bean(AmendmentLog.class);
        var id = new ReportId("freedonia", "river-treaty", "named");
        var context = new RequestInLog("r-1", null);

        try (var _ = PropagatedContext.getOrEmpty().plus(context).propagate();
                var _ = Sender.workForNobody()) {
            assertThatThrownBy(
                            again(intake, Samples.report("named").replace("favor", "none"))::join)
                    .hasMessageContaining("exists with other content");
            amendments
                    .write(
                            new Amendment.Retraction(id, "Not said"),
                            _ -> named.add(MDC.get("request")))
                    .join();
        }

        assertThat(named).containsExactly("r-1", "r-1");
    }

    @Test
    void a_report_that_is_sent_again_is_refused_if_its_record_is_lost() {
        ingest.post(Samples.report("kept"));
        ingest.post(Samples.report("gone"));
        var log = endingAt(ingest.events("gone").getFirst().offset());
        var intake = new ReportIntake(ingest.bean(RegistryLog.class), log, InstantSource.system());

        assertThat(again(intake, Samples.report("kept"))).isCompleted();
        var lost = again(intake, Samples.report("gone"));

        assertThat(lost).isCompletedExceptionally();
        assertThat(Refusal.problemOf(lost.exceptionNow()).status()).isEqualTo(503);
    }

    @Test
    void a_retraction_that_is_sent_again_is_refused_if_its_record_is_lost() {
        var topic = ingest.bean(KafkaConfig.class).topics().reports();
        ingest.post(Samples.report("withdrawn"));
        ingest.retract("withdrawn", "Not said");
        var logEnd = new LogEnd(topic, ingest.bean(Admin.class), ingest.bean(TopicReader.class));
        var index = ingest.bean(ReportIndex.class);
        var id = new ReportId("freedonia", "river-treaty", "withdrawn");
        var end = index.standing(id).orElseThrow().offset();
        var closed =
                new Appender(new MockProducer<>(), _ -> 3, () -> false, new SimpleMeterRegistry());
        var log =
                new AmendmentLog(
                        topic, endingAt(end), closed, index, logEnd, InstantSource.system());

        var lost = log.write(new Amendment.Retraction(id, "Not said"), _ -> {});

        assertThatThrownBy(lost::join).hasRootCauseMessage("lost");
    }

    private static CompletableFuture<Receipt> again(ReportIntake intake, String report) {
        return intake.take(report.getBytes(UTF_8), null, new Registering(false, null, false));
    }

    /** A report log whose partitions have lost everything from this offset on. */
    private static ReportLog endingAt(long end) {
        return endingAt(end, () -> {});
    }

    /**
     * @param onFault runs when a record is read again
     */
    private static ReportLog endingAt(long end, Runnable onFault) {
        return new ReportLog(
                "none",
                3,
                new Appender(new MockProducer<>(), _ -> 3, () -> false, new SimpleMeterRegistry()),
                (_, offset) -> {
                    if (offset >= end) {
                        throw new Refusal(Problem.unavailable("lost"));
                    }
                },
                (_, _) -> {
                    onFault.run();
                    return Optional.empty();
                },
                ingest.bean(ReportIndex.class),
                new Articles(),
                InstantSource.system());
    }
}
