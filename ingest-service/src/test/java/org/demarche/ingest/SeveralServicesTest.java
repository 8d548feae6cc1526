package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.demarche.ingest.RunningIngest.Answer;
import org.demarche.ingest.amending.Amended;
import org.demarche.ingest.amending.Amendment.Retraction;
import org.demarche.ingest.amending.AmendmentLog;
import org.demarche.ingest.lines.ReceiptJson;
import org.demarche.ingest.log.ReportIndex;
import org.demarche.ingest.log.ReportState;
import org.demarche.ingest.request.Sender;
import org.demarche.model.Await;
import org.demarche.model.ReportId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Corrections and retractions where several services take them, at once or one after another. */
class SeveralServicesTest {

    private static RunningIngest one;
    private static RunningIngest other;

    @BeforeAll
    static void start() {
        one = RunningIngest.start("services");
        other = RunningIngest.start("services");
        Samples.register(one);
        Await.until(
                "the other knows the names",
                () -> other.post(Samples.report("names")).status() < 300);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void a_report_that_another_service_has_just_filed_can_be_corrected_and_retracted() {
        for (var i = 0; i < 20; i++) {
            one.post(Samples.report("just-" + i));
            var answer =
                    i % 2 == 0
                            ? other.correct("just-" + i, Samples.CORRECTED)
                            : other.retract("just-" + i, "Not said");
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        }
    }

    @Test
    void each_knows_what_the_other_has_just_taken() {
        one.post(Samples.report("turns"));
        var answers =
                List.of(
                        one.correct("turns", Samples.CORRECTED),
                        other.correct("turns", Samples.REPORT),
                        one.correct("turns", Samples.CORRECTED),
                        other.retract("turns", "Not said"),
                        one.correct("turns", Samples.CORRECTED));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.json().get("event").asInt())
                .containsExactly(1, 2, 3, 4, 5);
        var repeat = other.correct("turns", Samples.CORRECTED);
        assertThat(repeat.status()).isEqualTo(200);
        assertThat(repeat.body()).isEqualTo(answers.getLast().body());
        assertThat(one.events("turns")).hasSize(6);
    }

    @Test
    void the_same_at_once_is_one_event_though_both_may_write_it() {
        one.post(Samples.report("both"));
        var corrections = atOnce("corrections", Samples.CORRECTED);
        var retractions = atOnce("retractions", Samples.reason("Not said"));

        assertThat(corrections).extracting(Answer::status).containsOnlyOnce(201);
        assertThat(corrections.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(retractions).extracting(Answer::status).containsOnlyOnce(201);
        assertThat(retractions.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(retractions.getFirst().json().get("event").asInt()).isEqualTo(2);
        assertThat(standing(one, "both")).isEqualTo(standing(other, "both"));
    }

    @Test
    void what_another_service_says_first_makes_the_same_a_repeat() {
        one.post(Samples.report("first"));
        var amended = write(id("first"), "Mine", () -> other.retract("first", "Theirs"));

        var events = one.events("first");
        assertThat(events).hasSize(3);
        assertThat(amended.repeated()).isTrue();
        assertThat(amended.event()).isEqualTo(1);
        assertThat(amended.next()).isEqualTo(events.get(1).offset() + 1);
        assertThat(standing(one, "first").event()).isEqualTo(1);
    }

    /**
     * @param before what the other service does when the one has read the log and not yet written
     */
    private static Amended write(ReportId id, String reason, Runnable before) {
        try (var _ = Sender.workForNobody()) {
            return one.bean(AmendmentLog.class)
                    .write(new Retraction(id, reason), _ -> before.run())
                    .join();
        }
    }

    @Test
    void a_number_that_another_service_takes_first_is_counted_anew() {
        one.post(Samples.report("number"));
        var amended =
                write(id("number"), "Not said", () -> other.correct("number", Samples.CORRECTED));

        assertThat(one.events("number"))
                .extracting(event -> RunningIngest.header(event, "ce_id"))
                .containsExactly(
                        "freedonia.river-treaty.number",
                        "freedonia.river-treaty.number#1",
                        "freedonia.river-treaty.number#1");
        assertThat(amended.repeated()).isFalse();
        assertThat(amended.event()).isEqualTo(2);
        assertThat(other.retract("number", "Not said").body())
                .isEqualTo(new String(ReceiptJson.of(amended), UTF_8));
    }

    @Test
    void a_new_service_comes_to_what_the_others_know() {
        one.post(Samples.report("filed"));
        one.post(Samples.report("corrected"));
        other.correct("corrected", Samples.CORRECTED);
        one.post(Samples.report("retracted"));
        other.correct("retracted", Samples.CORRECTED);
        var retraction = one.retract("retracted", "Not said");

        try (var third = RunningIngest.start("services")) {
            for (var token : List.of("filed", "corrected", "retracted")) {
                assertThat(standing(third, token)).isEqualTo(standing(one, token));
            }
            assertThat(third.retract("retracted", "Again").body()).isEqualTo(retraction.body());
        }
    }

    private static List<Answer> atOnce(String what, String body) {
        var sent =
                IntStream.range(0, 20)
                        .mapToObj(i -> i % 2 == 0 ? one : other)
                        .map(
                                ingest ->
                                        ingest.sendAsync(
                                                "POST",
                                                Samples.path("both", what),
                                                body,
                                                "Content-Type",
                                                "application/json"))
                        .toList();
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private static ReportState standing(RunningIngest ingest, String token) {
        ingest.retract("nobodys-" + token, "So that the log is read to its end");
        return ingest.bean(ReportIndex.class).standing(id(token)).orElseThrow();
    }

    private static ReportId id(String token) {
        return new ReportId("freedonia", "river-treaty", token);
    }
}
