package org.demarche.gateway.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.view.Mark;
import org.demarche.model.Await;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All versions rest on one evidence, of which each sees what it has folded. */
class EvidenceReadsTest {

    /** The partition to which the holder belongs. */
    private static final int NORLANDS = 1;

    private static final VersionId NEXT = new VersionId("positions", 3);
    private static final String POSITION = "/v1/actors/norland/positions/river-treaty";
    private static final String FIRST = "/v1/reports/norland.river-treaty.r1";
    private static final String SECOND = "/v1/reports/norland.river-treaty.r2";
    private static final ReportEvent R1 =
            filed("norland", "river-treaty", "r1", Stance.AGAINST, "2024-03-01");
    private static final ReportEvent R2 =
            filed("norland", "river-treaty", "r2", Stance.FAVOR, "2024-04-01");

    @TempDir Path folder;

    private Stack stack;

    @BeforeEach
    void start() {
        stack = Stack.start(Map.of("demarche.evidence.directory", folder.toString()));
        stack.register(Reports.NORLAND, Reports.TREATY, Reports.DAILY);
        stack.publish(documents(R1));
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void after_a_restart_it_reads_nothing_again_and_answers_the_same() {
        stack.publish(documents(R1, R2));
        var paths =
                List.of(
                        FIRST,
                        SECOND,
                        "/v1/statements",
                        POSITION + "/explanation",
                        POSITION + "/history?asKnown=" + Reports.RECORDED,
                        "/v1/export/statements?format=csv");
        var before = paths.stream().map(path -> stack.get(path).body()).toList();
        awaitRead(3); // a repeat, too, is a record

        stack.restart();

        assertThat(paths.stream().map(path -> stack.get(path).body())).isEqualTo(before);
        awaitRead(0);
    }

    @Test
    void a_report_whose_record_cannot_be_read_is_missed_with_the_reason() {
        var topic = stack.config().topics().reports();
        var record =
                new ReportCodec().encodeRestored(topic, R2, "nonsense".getBytes(UTF_8), 0, "/test");
        var next =
                stack.append(
                        new ProducerRecord<>(
                                topic, NORLANDS, record.key(), record.value(), record.headers()));
        stack.publish(NORLANDS, next, Map.of());

        var answer = stack.get(SECOND);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains(
                        "the log has a record with this id that cannot be read (offset 1 of partition 1: ")
                .contains("File the report under another id");
        assertThat(stack.get("/v1/reports/norland.river-treaty.r3").body())
                .contains("There is no report 'norland.river-treaty.r3'");
    }

    @Test
    void an_unreadable_retraction_of_what_was_never_filed_takes_no_id() {
        var topic = stack.config().topics().reports();
        var event = Reports.retracted("norland", "river-treaty", "r2");
        var record =
                new ReportCodec()
                        .encodeRestored(topic, event, "nonsense".getBytes(UTF_8), 1, "/test");
        var next =
                stack.append(
                        new ProducerRecord<>(
                                topic, NORLANDS, record.key(), record.value(), record.headers()));
        stack.publish(NORLANDS, next, Map.of());

        assertThat(stack.get(SECOND).body())
                .contains("There is no report 'norland.river-treaty.r2'");
    }

    @Test
    void what_is_stored_and_not_folded_is_not_seen() {
        var next = stack.log(NORLANDS, R2);
        awaitRead(2);

        assertThat(stack.plain(SECOND).statusCode()).isEqualTo(404);
        assertThat(stack.plain("/v1/statements").body()).doesNotContain("treaty.r2");
        assertThat(stack.plain(POSITION + "/explanation").body()).contains("against");

        stack.publish(NORLANDS, next, documents(R1, R2).documents());
        assertThat(stack.get(SECOND).statusCode()).isEqualTo(200);
        assertThat(stack.get("/v1/statements").body()).contains("treaty.r1", "treaty.r2");
    }

    @Test
    void versions_share_it_and_each_sees_what_was_recorded_in_its_time() {
        var later = (ReportEvent.Filed) R2;
        stack.publish(
                documents(
                        new ReportEvent.Filed(
                                later.report(),
                                later.body(),
                                later.resolved(),
                                later.digest(),
                                Instant.parse("2025-06-01T00:00:00Z"))));
        assertThat(stack.get(SECOND).statusCode()).isEqualTo(200);
        var until = Instant.parse("2025-03-01T00:00:00Z");
        stack.decide(new Started(3, 3, false, null, until, 10));
        stack.build(NEXT, NORLANDS, new Mark(2, 0, until), documents(R1).documents());
        stack.awaitCopy(NEXT, NORLANDS, 2);

        stack.decide(new Promoted(3, 1));

        assertThat(stack.get(FIRST).statusCode()).isEqualTo(200);
        assertThat(stack.get(SECOND).statusCode()).isEqualTo(404);
        assertThat(stack.get(POSITION + "/explanation").body()).doesNotContain("favor");
        awaitRead(2);
    }

    @Test
    void without_room_on_the_disk_what_is_served_goes_on_and_what_is_newer_says_why() {
        stack.get(POSITION);
        stack.restart(Map.of("demarche.evidence.reserve", Long.MAX_VALUE));
        var next = stack.log(NORLANDS, R2);
        stack.publish(NORLANDS, next, documents(R1, R2).documents());

        var newer = stack.get(POSITION, Token.HEADER, "r1:" + next, "Prefer", "wait=1");
        assertThat(newer.statusCode()).isEqualTo(503);
        assertThat(newer.body())
                .contains("MB must stay free for others")
                .contains("\"progress\":{\"r1\":{\"folded\":1,\"wanted\":2}}");
        assertThat(stack.plain(POSITION).body()).contains("\"stance\":\"against\"");
        assertThat(stack.plain(FIRST).statusCode()).isEqualTo(200);
        assertThat(stack.operation("/health/readiness").body())
                .contains("MB must stay free for others");

        stack.restart(Map.of("demarche.evidence.reserve", 0));
        assertThat(stack.get(POSITION).body()).contains("\"stance\":\"favor\"");
        assertThat(stack.get(SECOND).statusCode()).isEqualTo(200);
    }

    /** How many records the process has read of the log so far. */
    private void awaitRead(int count) {
        var read = "demarche_evidence_read_events_total %d.0".formatted(count);
        Await.until(read, () -> stack.plain("/prometheus").body().contains(read));
    }
}
