package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.demarche.ingest.amending.Amendment.Retraction;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clock of the machine steps, and another service with the right time knows what was written.
 */
class SteppingClockTest {

    @ParameterizedTest
    @ValueSource(longs = {-60, 60})
    void a_step_of_an_hour_loses_doubles_and_refuses_nothing(long minutes) {
        var token = minutes < 0 ? "back" : "ahead";
        try (var ingest = RunningIngest.start("clock-" + token);
                var _ = Sender.workForNobody()) {
            Samples.register(ingest);
            var now = new AtomicReference<>(Instant.now());
            var config = ingest.bean(KafkaConfig.class);
            var topic = config.topics().reports();
            var reports =
                    new ReportLog(
                            topic,
                            config.partitions(),
                            ingest.bean(Appender.class),
                            (_, _) -> {},
                            (_, _) -> Optional.empty(),
                            ingest.bean(ReportIndex.class),
                            ingest.bean(Articles.class),
                            now::get);
            var intake = new ReportIntake(ingest.bean(RegistryLog.class), reports, now::get);
            var end = new LogEnd(topic, ingest.bean(Admin.class), ingest.bean(TopicReader.class));
            var amendments =
                    new AmendmentLog(
                            topic,
                            reports,
                            ingest.bean(Appender.class),
                            ingest.bean(ReportIndex.class),
                            end,
                            now::get);

            var before = file(intake, token + "-before");
            now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(minutes)));
            var after = file(intake, token + "-after");
            var again = file(intake, token + "-before");
            var retraction = new Retraction(before.report(), "Not said");
            var retracted = amendments.write(retraction, _ -> {}).join();

            assertThat(after.repeated()).isFalse();
            assertThat(after.next()).isEqualTo(before.next() + 1);
            assertThat(again.repeated()).isTrue();
            assertThat(again.statement()).isEqualTo(before.statement());
            assertThat(retracted.event()).isEqualTo(1);
            assertThat(amendments.write(retraction, _ -> {}).join().repeated()).isTrue();
            assertThat(ingest.retract(token + "-before", "Not said").status()).isEqualTo(200);
            assertThat(ingest.events(token + "-before")).hasSize(2);
            assertThat(ingest.events(token + "-after")).hasSize(1);
            assertThat(ingest.reports())
                    .isSortedAccordingTo((a, b) -> Long.compare(a.timestamp(), b.timestamp()));
        }
    }

    private static Receipt file(ReportIntake intake, String token) {
        var none = new Registering(false, null, false);
        return intake.take(Samples.report(token).getBytes(UTF_8), null, none).join();
    }
}
