package org.demarche.ingest.amending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.ingest.RunningIngest;
import org.demarche.ingest.RunningIngest.Answer;
import org.demarche.ingest.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Corrections and retractions of reports, and what filing says of them. */
class AmendmentTest {

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("amendment");
        Samples.register(ingest);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void a_correction_is_the_next_event_of_its_report() throws IOException {
        var filed = ingest.post(Samples.report("corrected"));
        var answer = ingest.correct("corrected", Samples.CORRECTED);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var events = ingest.events("corrected");
        assertThat(events).hasSize(2);
        var record = events.getLast();
        assertThat(answer.body())
                .isEqualTo(
                        "{\"id\":\"freedonia.river-treaty.corrected\",\"statement\":\"%s\",\"event\":1,\"token\":\"%s\"}"
                                .formatted(answer.json().get("statement").asText(), seen(record)));
        assertThat(answer.json().get("statement")).isNotEqualTo(filed.json().get("statement"));
        assertThat(answer.header("Demarche-Token")).isEqualTo(seen(record));
        assertThat(answer.header("Location"))
                .isEqualTo("/v1/reports/freedonia.river-treaty.corrected");
        assertThat(new String(record.key(), UTF_8)).isEqualTo("freedonia");
        assertThat(record.partition()).isEqualTo(events.getFirst().partition());
        assertThat(RunningIngest.header(record, "ce_id"))
                .isEqualTo("freedonia.river-treaty.corrected#1");
        assertThat(RunningIngest.header(record, "ce_type")).isEqualTo("report-corrected");
        assertThat(RunningIngest.header(record, "ce_digest"))
                .isNotEqualTo(RunningIngest.header(events.getFirst(), "ce_digest"));
        assertThat(body(record).get("stance").asText()).isEqualTo("against");
    }

    @Test
    void what_the_fold_needs_of_the_registry_is_looked_up_anew() throws IOException {
        ingest.put("/v1/outlets/weekly", "{\"name\": \"Weekly\", \"kind\": \"newspaper\"}");
        ingest.post(Samples.report("anew").replace("daily-planet", "weekly"));
        ingest.put(
                "/v1/outlets/weekly",
                "{\"name\": \"Weekly\", \"kind\": \"online\", \"reliability\": [{\"grade\": \"E\"}]}");

        ingest.correct("anew", Samples.CORRECTED.replace("daily-planet", "weekly"));

        var events = ingest.events("anew");
        assertThat(body(events.getFirst()).at("/resolved/outletKind").asText())
                .isEqualTo("newspaper");
        assertThat(body(events.getLast()).at("/resolved/outletKind").asText()).isEqualTo("online");
        assertThat(body(events.getLast()).at("/resolved/outletGrade").asText()).isEqualTo("E");
    }

    @Test
    void holder_issue_and_token_may_be_left_out_or_stand_in_any_spelling() throws IOException {
        ingest.post(Samples.report("short"));
        var without =
                Samples.CORRECTED
                        .replace("\"holder\": \"freedonia\",", "")
                        .replace("\"issue\": \"river-treaty\",", "");
        var spelt =
                Samples.report("short")
                        .replace("favor", "against")
                        .replace("\"freedonia\"", "\"RÉPUBLIC of freedonia\"")
                        .replace("river-treaty", "River  Treaty");

        assertThat(ingest.correct("short", without).status()).isEqualTo(201);
        assertThat(body(ingest.events("short").getLast()).get("holder").asText())
                .isEqualTo("freedonia");
        assertThat(ingest.correct("short", spelt).status()).isEqualTo(200);
    }

    @Test
    void the_content_that_stands_writes_nothing() {
        var filed = ingest.post(Samples.report("stands"));
        var asFiled = ingest.correct("stands", Samples.REPORT);
        var first = ingest.correct("stands", Samples.CORRECTED);
        var again = ingest.correct("stands", Samples.CORRECTED.replace(", ", ",   "));

        assertThat(asFiled.status()).isEqualTo(200);
        assertThat(asFiled.json().get("event").asInt()).isZero();
        assertThat(asFiled.json().get("statement")).isEqualTo(filed.json().get("statement"));
        assertThat(asFiled.json().get("token")).isEqualTo(filed.json().get("token"));
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Demarche-Token")).isEqualTo(first.header("Demarche-Token"));
        assertThat(ingest.events("stands")).hasSize(2);
    }

    @Test
    void what_was_corrected_can_be_corrected_back() {
        ingest.post(Samples.report("back"));
        ingest.correct("back", Samples.CORRECTED);
        var back = ingest.correct("back", Samples.REPORT);

        assertThat(back.status()).isEqualTo(201);
        assertThat(back.json().get("event").asInt()).isEqualTo(2);
        assertThat(ids("back"))
                .containsExactly(
                        "freedonia.river-treaty.back",
                        "freedonia.river-treaty.back#1",
                        "freedonia.river-treaty.back#2");
    }

    @Test
    void a_retraction_is_an_event_and_a_second_one_hears_what_the_first_did() throws IOException {
        ingest.post(Samples.report("retracted"));
        var first = ingest.retract("retracted", " Coded twic\u0327e ");
        var again = ingest.retract("retracted", "Another reason");

        var record = ingest.events("retracted").getLast();
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.body())
                .isEqualTo(
                        "{\"id\":\"freedonia.river-treaty.retracted\",\"event\":1,\"retracted\":true,\"token\":\"%s\"}"
                                .formatted(seen(record)));
        assertThat(first.header("Demarche-Token")).isEqualTo(seen(record));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Demarche-Token")).isEqualTo(seen(record));
        assertThat(RunningIngest.header(record, "ce_type")).isEqualTo("report-retracted");
        assertThat(RunningIngest.header(record, "ce_id"))
                .isEqualTo("freedonia.river-treaty.retracted#1");
        assertThat(record.headers().lastHeader("ce_digest")).isNull();
        assertThat(body(record))
                .isEqualTo(RunningIngest.JSON.readTree("{\"reason\": \"Coded twi\u00e7e\"}"));
        assertThat(ingest.events("retracted")).hasSize(2);
    }

    @Test
    void the_first_filing_again_hears_of_the_first_ids_and_of_the_retraction() {
        var report = Samples.report("repeat");
        var filed = ingest.post(report);
        ingest.correct("repeat", Samples.CORRECTED);
        var corrected = ingest.post(report);
        var retraction = ingest.retract("repeat", "Not said");
        var retracted = ingest.post(report);
        var line = ingest.postAll("", report).lines().getFirst();

        assertThat(corrected.status()).isEqualTo(200);
        assertThat(corrected.body()).isEqualTo(filed.body());
        assertThat(retracted.status()).isEqualTo(200);
        assertThat(retracted.body())
                .isEqualTo(
                        "{\"id\":\"freedonia.river-treaty.repeat\",\"statement\":\"%s\",\"retracted\":true,\"token\":\"%s\"}"
                                .formatted(
                                        filed.json().get("statement").asText(),
                                        retraction.json().get("token").asText()));
        assertThat(line.get("status").asInt()).isEqualTo(200);
        assertThat(line.get("retracted").asBoolean()).isTrue();
        assertThat(ingest.events("repeat")).hasSize(3);
    }

    @Test
    void other_content_is_no_filing_though_it_stands_since_a_correction() {
        ingest.post(Samples.report("other"));
        ingest.correct("other", Samples.CORRECTED);

        var answer = ingest.post(Samples.report("other").replace("favor", "against"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("detail").asText())
                .contains("/v1/reports/freedonia.river-treaty.other/corrections");
    }

    @Test
    void a_correction_reinstates_what_was_retracted_with_its_old_content_too() {
        ingest.post(Samples.report("reinstated"));
        ingest.retract("reinstated", "Not said");
        var same = ingest.correct("reinstated", Samples.REPORT);
        var second = ingest.retract("reinstated", "Not said after all");
        var other = ingest.correct("reinstated", Samples.CORRECTED);

        assertThat(List.of(same, second, other)).extracting(Answer::status).containsOnly(201);
        assertThat(List.of(same, second, other))
                .extracting(one -> one.json().get("event").asInt())
                .containsExactly(2, 3, 4);
        var filing = ingest.post(Samples.report("reinstated"));
        assertThat(filing.status()).isEqualTo(200);
        assertThat(filing.json().has("retracted")).isFalse();
    }

    @Test
    void unknown_names_are_registered_where_the_request_says_so() throws IOException {
        ingest.post(Samples.report("named"));
        var body = Samples.CORRECTED.replace("daily-planet", "Late Edition");
        assertThat(ingest.correct("named", body).status()).isEqualTo(422);

        var answer =
                ingest.send(
                        "POST",
                        Samples.path("named", "corrections?register=true"),
                        body,
                        "Content-Type",
                        "application/json");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().at("/registered/0/id").asText()).isEqualTo("late-edition");
        assertThat(body(ingest.events("named").getLast()).at("/source/outlet").asText())
                .isEqualTo("late-edition");
        assertThat(ingest.entries())
                .extracting(one -> new String(one.key(), UTF_8))
                .contains("outlet/late-edition");
    }

    @Test
    void twins_in_the_same_instant_make_one_event_and_hear_of_it_alike() {
        ingest.post(Samples.report("twins"));
        var corrections = atOnce(40, _ -> correcting("twins", Samples.CORRECTED));
        var retractions = atOnce(40, _ -> retracting("twins"));

        for (var answers : List.of(corrections, retractions)) {
            assertThat(answers)
                    .extracting(Answer::status)
                    .containsOnlyOnce(201)
                    .containsOnly(200, 201);
            assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        }
        assertThat(ingest.events("twins")).hasSize(3);
    }

    @Test
    void amendments_of_one_report_at_once_are_put_one_after_another() {
        ingest.post(Samples.report("queue"));
        var answers =
                atOnce(
                        30,
                        i ->
                                i % 3 == 0
                                        ? retracting("queue")
                                        : correcting(
                                                "queue",
                                                Samples.CORRECTED.replace("sign", "sign " + i)));

        assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
        var ids = ids("queue");
        assertThat(ids).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(ids.subList(1, ids.size()))
                .isEqualTo(
                        IntStream.range(1, ids.size())
                                .mapToObj(n -> "freedonia.river-treaty.queue#" + n)
                                .toList());
        var written = answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(written)
                .extracting(answer -> answer.json().get("event").asInt())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(1, ids.size()).boxed().toList());
    }

    private interface Sending {
        CompletableFuture<Answer> send(int number);
    }

    private static List<Answer> atOnce(int count, Sending sending) {
        var sent = IntStream.range(0, count).mapToObj(sending::send).toList();
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private static CompletableFuture<Answer> correcting(String token, String body) {
        return ingest.sendAsync(
                "POST",
                Samples.path(token, "corrections"),
                body,
                "Content-Type",
                "application/json");
    }

    private static CompletableFuture<Answer> retracting(String token) {
        return ingest.sendAsync(
                "POST",
                Samples.path(token, "retractions"),
                Samples.reason("Not said"),
                "Content-Type",
                "application/json");
    }

    private static List<String> ids(String token) {
        return ingest.events(token).stream()
                .map(one -> RunningIngest.header(one, "ce_id"))
                .toList();
    }

    /** The token of a reader that has seen a record. */
    private static String seen(ConsumerRecord<byte[], byte[]> record) {
        return "r%d:%d".formatted(record.partition(), record.offset() + 1);
    }

    private static JsonNode body(ConsumerRecord<byte[], byte[]> record) throws IOException {
        return RunningIngest.JSON.readTree(record.value());
    }
}
