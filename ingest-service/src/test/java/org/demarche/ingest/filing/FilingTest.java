package org.demarche.ingest.filing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.demarche.http.Refusal;
import org.demarche.ingest.RunningIngest;
import org.demarche.ingest.RunningIngest.Answer;
import org.demarche.ingest.Samples;
import org.demarche.ingest.form.Registering;
import org.demarche.ingest.log.Appender;
import org.demarche.ingest.log.Articles;
import org.demarche.ingest.log.RecordFault;
import org.demarche.ingest.log.RecordReader;
import org.demarche.ingest.log.ReportIndex;
import org.demarche.ingest.registering.RegistryLog;
import org.demarche.ingest.request.Sender;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicReader;
import org.demarche.log.registry.Actor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FilingTest {

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("filing");
        Samples.register(ingest);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void a_report_is_filed_and_its_answer_says_where() throws IOException {
        var answer = ingest.post(Samples.report("first"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/v1/reports/freedonia.river-treaty.first");
        assertThat(answer.json().get("id").asText()).isEqualTo("freedonia.river-treaty.first");
        assertThat(answer.json().get("statement").asText()).startsWith("freedonia.river-treaty.");
        var record = only("freedonia.river-treaty.first");
        assertThat(answer.header("Demarche-Token"))
                .isEqualTo("r%d:%d".formatted(record.partition(), record.offset() + 1))
                .isEqualTo(answer.json().get("token").asText());
    }

    @Test
    void what_the_fold_needs_of_the_registry_is_written_into_the_event() throws IOException {
        ingest.post(Samples.report("resolved"));

        assertThat(body(only("freedonia.river-treaty.resolved")).get("resolved"))
                .isEqualTo(
                        RunningIngest.JSON.readTree(
                                """
                                {"origin": "daily-planet", "outletKind": "newspaper", "outletGrade": "B",
                                 "holderKind": "state", "speakerOffice": "President of Freedonia"}
                                """));
    }

    @Test
    void the_agency_is_the_origin() throws IOException {
        ingest.post(
                Samples.report("agency")
                        .replace("\"outlet\"", "\"agency\": \"The Wire\", \"outlet\""));

        var body = body(only("freedonia.river-treaty.agency"));
        assertThat(body.at("/resolved/origin").asText()).isEqualTo("wire");
        assertThat(body.at("/source/agency").asText()).isEqualTo("wire");
    }

    @Test
    void names_are_ids_names_or_aliases_in_any_case_and_with_any_accents() {
        var byIds = ingest.post(Samples.report("names"));
        var byNames =
                ingest.post(
                        Samples.report("names")
                                .replace("\"freedonia\"", "\"RÉPUBLIC of freedonia\"")
                                .replace("rufus-firefly", "rufus t firefly")
                                .replace("river-treaty", "River  Treaty")
                                .replace("daily-planet", "daily planet"));

        assertThat(byIds.status()).isEqualTo(201);
        assertThat(byNames.status()).isEqualTo(200);
        assertThat(byNames.body()).isEqualTo(byIds.body());
    }

    @Test
    void the_same_report_again_answers_with_the_first_ones_ids_and_writes_nothing() {
        var report = Samples.report("again");
        var first = ingest.post(report);
        var again = ingest.post(report.replace(", ", ",    "));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Demarche-Token")).isEqualTo(first.header("Demarche-Token"));
        assertThat(records("freedonia.river-treaty.again")).hasSize(1);
    }

    @Test
    void without_a_token_the_content_is_the_id() {
        var report = Samples.REPORT.replace("would sign", "would sign today");
        var first = ingest.post(report);
        var again = ingest.post(report);

        assertThat(first.json().get("id").asText())
                .matches("freedonia\\.river-treaty\\.[0-9a-f]{64}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void an_id_that_a_record_has_which_cannot_be_read_is_refused_with_the_reason() {
        var parked =
                new ProducerRecord<>(
                        ingest.bean(KafkaConfig.class).topics().reports(),
                        "freedonia".getBytes(UTF_8),
                        "nonsense".getBytes(UTF_8));
        parked.headers()
                .add("ce_id", "freedonia.river-treaty.parked".getBytes(UTF_8))
                .add("ce_type", "report-filed".getBytes(UTF_8))
                .add("ce_digest", "0".repeat(64).getBytes(UTF_8));
        var place = ingest.bean(Appender.class).append(parked).join();
        ingest.bean(TopicReader.class).reached(place.partition(), place.offset() + 1).join();

        var refused = ingest.post(Samples.report("parked"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("detail").asText())
                .startsWith(
                        "The log has a record with the id freedonia.river-treaty.parked, but it cannot be read (offset %d of partition %d: "
                                .formatted(place.offset(), place.partition()))
                .endsWith("file this report under another id");
    }

    @Test
    void a_record_is_read_again_only_where_a_place_is_free() {
        var config = ingest.bean(KafkaConfig.class);
        var damaged =
                new ProducerRecord<>(
                        config.topics().reports(), "freedonia".getBytes(UTF_8), new byte[0]);
        damaged.headers()
                .add("ce_id", "freedonia.river-treaty.damaged".getBytes(UTF_8))
                .add("ce_type", "report-filed".getBytes(UTF_8))
                .add("ce_digest", "0".repeat(64).getBytes(UTF_8));
        var place = ingest.bean(Appender.class).append(damaged).join();
        var one = new RecordFault(new RecordReader(config, new Semaphore(1)));
        var none = new RecordFault(new RecordReader(config, new Semaphore(0)));

        assertThat(one.of(place.partition(), place.offset())).isPresent();
        assertThat(one.of(place.partition(), place.offset())).as("once more").isPresent();
        assertThat(none.of(place.partition(), place.offset())).isEmpty();
    }

    @Test
    void records_are_read_again_by_one_consumer_that_stays_open() throws Exception {
        ingest.post(Samples.report("again-1"));
        ingest.post(Samples.report("again-2"));
        var one = only("freedonia.river-treaty.again-1");
        var other = only("freedonia.river-treaty.again-2");
        var before = consumers();

        try (var records = new RecordReader(ingest.bean(KafkaConfig.class), new Semaphore(1))) {
            assertThat(records.read(one.partition(), one.offset())).isPresent();
            var open = consumers();
            assertThat(open).hasSize(before.size() + 1);
            assertThat(records.read(other.partition(), other.offset()))
                    .hasValueSatisfying(
                            record -> assertThat(record.offset()).isEqualTo(other.offset()));
            assertThat(records.read(one.partition(), one.offset())).isPresent();
            assertThat(consumers()).isEqualTo(open);
        }
        assertThat(consumers()).isEqualTo(before);
    }

    private static Set<ObjectName> consumers() throws MalformedObjectNameException {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(
                        new ObjectName("kafka.consumer:type=consumer-metrics,client-id=*"), null);
    }

    @Test
    void an_id_with_other_content_is_refused() {
        ingest.post(Samples.report("taken"));
        var other = ingest.post(Samples.report("taken").replace("favor", "against"));

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(other.json().get("detail").asText()).contains("freedonia.river-treaty.taken");
        assertThat(records("freedonia.river-treaty.taken")).hasSize(1);
    }

    @Test
    void the_header_gives_the_token_too_and_must_not_disagree_with_the_body() {
        var report = Samples.REPORT.replace("would sign", "might sign");
        assertThat(ingest.post(report, "Idempotency-Key", "by-header").json().get("id").asText())
                .isEqualTo("freedonia.river-treaty.by-header");
        assertThat(ingest.post(Samples.report("both"), "Idempotency-Key", "both").status())
                .isEqualTo(201);

        var unequal = ingest.post(Samples.report("body"), "Idempotency-Key", "header");
        assertThat(unequal.status()).isEqualTo(422);
        assertThat(unequal.json().at("/violations/0/pointer").asText()).isEqualTo("/id");
        assertThat(ingest.post(report, "Idempotency-Key", "no token").status()).isEqualTo(400);
    }

    @Test
    void twins_in_the_same_instant_make_one_record_and_hear_of_it_alike() {
        var twins =
                IntStream.range(0, 40)
                        .mapToObj(
                                _ ->
                                        ingest.sendAsync(
                                                "POST",
                                                "/v1/reports",
                                                Samples.report("twin"),
                                                "Content-Type",
                                                "application/json"))
                        .toList();
        var answers = twins.stream().map(CompletableFuture::join).toList();

        assertThat(answers.stream().map(Answer::status).sorted())
                .startsWith(200)
                .endsWith(201)
                .containsOnlyOnce(201)
                .containsOnly(200, 201);
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(records("freedonia.river-treaty.twin")).hasSize(1);
    }

    @Test
    void of_twins_with_other_content_one_is_filed() {
        var one =
                ingest.sendAsync(
                        "POST",
                        "/v1/reports",
                        Samples.report("pair"),
                        "Content-Type",
                        "application/json");
        var other =
                ingest.sendAsync(
                        "POST",
                        "/v1/reports",
                        Samples.report("pair").replace("favor", "against"),
                        "Content-Type",
                        "application/json");

        assertThat(List.of(one.join().status(), other.join().status()))
                .containsExactlyInAnyOrder(201, 409);
        assertThat(records("freedonia.river-treaty.pair")).hasSize(1);
    }

    @Test
    void a_name_that_its_normal_form_makes_too_long_is_refused() {
        var answer =
                ingest.send(
                        "POST",
                        "/v1/reports?register=true",
                        Samples.report("long")
                                .replace("\"freedonia\"", "\"y" + "\u0344".repeat(199) + "\""),
                        "Content-Type",
                        "application/json");

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/violations/0/message").asText()).contains("at most 200");
    }

    @Test
    void an_entry_that_nobody_could_read_back_is_not_written() {
        var entries = ingest.entries().size();
        var spaced =
                new Actor(
                        "spaced",
                        Actor.Kind.GROUP,
                        "Spaced ",
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        List.of(),
                        null);

        try (var _ = Sender.workForNobody()) {
            assertThatThrownBy(() -> ingest.bean(RegistryLog.class).put(spaced))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("begins or ends with a space");
        }
        assertThat(ingest.entries()).hasSize(entries);
    }

    @Test
    void months_that_are_not_over_and_hosts_beyond_ascii_are_accepted() {
        var year = Samples.report("year").replace("2024-03-01", "2024-01-01/2099");
        assertThat(ingest.post(year).status()).isEqualTo(201);
        for (var host : List.of("m\u00fcnchen.de", "foo_bar.org:8080", "ed@foo_bar.org")) {
            var report =
                    Samples.report("host-" + host.length())
                            .replace(
                                    "\"publishedOn\"",
                                    "\"url\": \"https://%s/x\", \"publishedOn\"".formatted(host));
            assertThat(ingest.post(report).status()).as(host).isEqualTo(201);
        }
    }

    @Test
    void nothing_is_registered_for_a_report_whose_id_is_taken() {
        ingest.post(Samples.report("held"));
        var before = ingest.entries().size();
        var other = Samples.report("held").replace("daily-planet", "Evening Comet");

        var answer =
                ingest.send(
                        "POST",
                        "/v1/reports?register=true",
                        other,
                        "Content-Type",
                        "application/json");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(ingest.entries()).hasSize(before);
    }

    @Test
    void what_was_registered_for_a_report_that_kafka_did_not_take_is_told() {
        var meters = new SimpleMeterRegistry();
        var closed = new Appender(new MockProducer<>(), _ -> 3, () -> false, meters);
        var log =
                new ReportLog(
                        "none",
                        3,
                        closed,
                        (_, _) -> {},
                        (_, _) -> Optional.empty(),
                        new ReportIndex(),
                        new Articles(),
                        InstantSource.system());
        var intake = new ReportIntake(ingest.bean(RegistryLog.class), log, InstantSource.system());
        var report = Samples.report("lost").replace("daily-planet", "Night Comet");

        CompletableFuture<Receipt> receipt;
        try (var _ = Sender.workForNobody()) {
            receipt = intake.take(report.getBytes(UTF_8), null, new Registering(true, null, false));
        }

        assertThat(receipt).isCompletedExceptionally();
        var problem = Refusal.problemOf(receipt.exceptionNow());
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.detail())
                .contains("nothing was written")
                .endsWith("registered for it: outlet/night-comet");
    }

    @Test
    void nothing_is_registered_for_a_report_that_is_refused() {
        var before = ingest.entries().size();
        var answer =
                ingest.send(
                        "POST",
                        "/v1/reports?register=true",
                        Samples.REPORT.replace("freedonia", "utopia").replace("favor", "glad"),
                        "Content-Type",
                        "application/json");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(ingest.entries()).hasSize(before);
    }

    private static ConsumerRecord<byte[], byte[]> only(String id) {
        var found = records(id);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String id) {
        return ingest.reports().stream()
                .filter(
                        one ->
                                new String(one.headers().lastHeader("ce_id").value(), UTF_8)
                                        .equals(id))
                .toList();
    }

    private static JsonNode body(ConsumerRecord<byte[], byte[]> record) throws IOException {
        return RunningIngest.JSON.readTree(record.value());
    }
}
