package org.demarche.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.log.KafkaConfig;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.view.ViewKey;
import org.demarche.model.ReportEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the three services promise together, whatever Kafka they run on. Each test leaves a view
 * that says of every report, once, what the fold of the log says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Contract {

    private static final VersionId VERSION = VersionId.POSITIONS;
    private static final int PARTITIONS = 4;

    private final String prefix = "t" + UUID.randomUUID();
    private ReportLog log;
    private Services services;
    private ServiceProcess secondWorker;

    /** Host and port of a Kafka broker. */
    abstract String broker();

    @BeforeAll
    void start() throws Exception {
        var config =
                KafkaConfig.of(
                        Map.of("bootstrap.servers", broker()),
                        Map.of("prefix", prefix, "partitions", PARTITIONS));
        log = new ReportLog(config);
        services = Services.start(broker(), prefix, PARTITIONS);
        for (var n = 0; n < 8; n++) {
            register("/v1/actors/land-" + n, "{\"kind\": \"state\", \"name\": \"Land %d\"}", n);
        }
        register("/v1/outlets/daily", "{\"kind\": \"newspaper\", \"name\": \"Daily %d\"}", 1);
        register("/v1/issues/bridge", "{\"name\": \"B%d\", \"proposition\": \"Build it\"}", 1);
    }

    @AfterAll
    void stop() throws Exception {
        if (secondWorker != null) secondWorker.close();
        if (services != null) services.close();
    }

    @AfterEach
    void what_is_served_is_what_the_fold_of_the_log_says() throws IOException {
        var folded = log.folded();
        var expected = folded.positions();
        assertThat(services.api().served(expected.keySet(), log.end())).isEqualTo(expected);
        assertThat(log.read(log.config().topics().view(VERSION)))
                .extracting(record -> ViewKey.of(record.key()))
                .filteredOn(ViewKey::isEvent)
                .containsExactlyInAnyOrderElementsOf(folded.eventKeys());
        assertThat(log.shifts()).isEqualTo(folded.shifts());
    }

    @Test
    void a_report_is_served_to_the_reader_who_sends_its_token() throws IOException {
        var answer = file(report("token", 1, "against"));
        var statement = "/v1/statements/" + answer.json().path("statement").asText();
        var read = services.api().get(statement, Token.parse(answer.token()));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(read.body()).contains(answer.json().path("id").asText());
    }

    @Test
    void a_stream_is_answered_line_by_line_and_a_bad_line_fails_alone() throws IOException {
        var lines = IntStream.range(0, 50).mapToObj(n -> report("line-" + n, n, "favor"));
        var body = lines.collect(Collectors.joining("\n")).replace("\"line-7\"", "\"line 7\"");

        var answer = services.api().post("/v1/reports", Api.NDJSON, body);

        var results = answer.body().lines().map(Api::parse).toList();
        assertThat(results).hasSize(51);
        assertThat(results.get(7).path("status").asInt()).isEqualTo(422);
        assertThat(results.getLast().path("summary"))
                .isEqualTo(
                        Api.parse(
                                """
                                {"lines": 50, "created": 49, "repeated": 0, "failed": 1}
                                """));
        assertThat(Token.parse(results.getLast().path("token").asText())).isEqualTo(log.end());
    }

    @Test
    void a_repeat_changes_nothing_and_other_content_is_a_conflict() throws IOException {
        var first = file(report("again", 2, "favor"));
        var end = log.end();

        var again = file(report("again", 2, "favor"));
        var other = file(report("again", 2, "against"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(log.end()).isEqualTo(end);
    }

    /** Reports are filed, corrected to other days and stances, retracted and taken up again. */
    @Test
    void as_known_at_each_instant_is_byte_for_byte_what_was_served_live_then() throws IOException {
        var paths =
                List.of(
                        "/v1/actors/land-1/positions/bridge",
                        "/v1/actors/land-1/positions",
                        "/v1/issues/bridge/positions",
                        "/v1/positions");
        var before = eventsOf("land-1").size();
        var served = new ArrayList<List<String>>();
        for (var n = 0; n < 20; n++) {
            served.add(live(paths, "", "\"id\": \"live-%d\", ".formatted(n) + said(n)));
            if (n > 4) {
                served.add(
                        live(
                                paths,
                                "/land-1.bridge.live-%d/corrections".formatted(n - 5),
                                said(n * 3)));
            }
            if (n % 2 == 0) {
                served.add(
                        live(
                                paths,
                                "/land-1.bridge.live-%d/retractions".formatted(n / 2),
                                "\"reason\": \"an error\""));
            }
            if (n > 4) {
                served.add(
                        live(
                                paths,
                                "/land-1.bridge.live-%d/corrections".formatted(n / 2),
                                said(n * 5 + 1)));
            }
        }

        var recorded = eventsOf("land-1").stream().map(ReportEvent::recorded).skip(before).toList();
        assertThat(recorded).hasSameSizeAs(served).hasSizeGreaterThan(55);
        for (var n = 0; n < served.size(); n++) {
            // what was recorded in one instant is known together
            if (n + 1 == served.size() || recorded.get(n).isBefore(recorded.get(n + 1))) {
                var then = new ArrayList<String>();
                for (var path : paths) {
                    then.add(services.api().get(path + "?asKnown=" + recorded.get(n)).body());
                }
                assertThat(then).as("after event %d", n).isEqualTo(served.get(n));
            }
        }
    }

    @Test
    void what_is_wrong_is_refused_and_not_written() throws IOException {
        var end = log.end();

        var answer = file(report("wrong", 3, "maybe"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("violations").findValuesAsText("pointer"))
                .containsExactly("/stance");
        assertThat(log.end()).isEqualTo(end);
    }

    @Test
    void a_second_worker_takes_over_what_a_killed_one_had() throws Exception {
        secondWorker = services.startWorker();
        fileOneEach("before");

        services.worker().kill();
        fileOneEach("after");
    }

    @Test
    void a_worker_that_is_fenced_folds_on_from_the_view() throws IOException {
        fileOneEach("unfenced");
        for (var partition = 0; partition < PARTITIONS; partition++) {
            var id = log.config().topics().transactionalId(VERSION, partition);
            try (var usurper = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id))) {
                usurper.initTransactions();
            }
        }
        fileOneEach("fenced");
    }

    @Test
    void what_cannot_be_folded_lies_among_the_dead_letters() throws Exception {
        var topics = log.config().topics();
        var bytes = "no report".getBytes(UTF_8);
        long offset;
        try (var producer = producer(Map.of())) {
            var record = new ProducerRecord<>(topics.reports(), 0, "x".getBytes(UTF_8), bytes);
            offset = producer.send(record).get().offset();
        }
        fileOneEach("behind-it");

        Await.until("a dead letter", () -> !log.read(topics.deadLetters()).isEmpty());
        assertThat(log.read(topics.deadLetters()))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(new String(letter.key(), UTF_8))
                                    .isEqualTo("%s/0/%d".formatted(topics.reports(), offset));
                            assertThat(letter.value()).isEqualTo(bytes);
                        });
    }

    /** What a reader gets of each path who waits for what was just written. */
    private List<String> live(List<String> paths, String report, String members)
            throws IOException {
        var answer = services.api().post("/v1/reports" + report, Api.JSON, "{" + members + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var bodies = new ArrayList<String>();
        for (var path : paths) {
            bodies.add(services.api().get(path, Token.parse(answer.token())).body());
        }
        return bodies;
    }

    private List<ReportEvent> eventsOf(String holder) {
        return log.events().stream()
                .filter(event -> event.report().holder().equals(holder))
                .toList();
    }

    /** The n-th account of what land-1 says, or others say of it. */
    private static String said(int n) {
        var stance = List.of("favor", "conditional", "against", "none").get(n % 4);
        var by = n % 5 == 4 ? "land-2" : "land-1";
        return """
               "holder": "land-1", "spokenFor": "%s", "issue": "bridge", "stance": "%s", "saidOn": "2024-%02d-%02d",
               "summary": "Account %d", "source": {"outlet": "daily", "publishedOn": "2025-01-01"}"""
                .formatted(by, stance, 1 + n % 3, 1 + n % 28, n);
    }

    private void register(String path, String body, int n) throws IOException {
        var answer = services.api().put(path, body.formatted(n));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** A report of each actor, so that every partition is likely to get one. */
    private void fileOneEach(String name) throws IOException {
        for (var n = 0; n < 8; n++) {
            var answer = file(report(name, n, "conditional"));
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        }
    }

    private Api.Answer file(String report) throws IOException {
        return services.api().post("/v1/reports", Api.JSON, report);
    }

    private static String report(String id, int n, String stance) {
        var actor = "land-" + n % 8;
        return "{\"id\":\"%s\",\"holder\":\"%s\",\"spokenFor\":\"%s\",\"issue\":\"bridge\",\"stance\":\"%s\",\"saidOn\":\"2024-%02d\",\"source\":{\"outlet\":\"daily\",\"publishedOn\":\"2025-01-01\"}}"
                .formatted(id, actor, actor, stance, 1 + n % 12);
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        var all = log.config().clientProperties();
        all.putAll(more);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
