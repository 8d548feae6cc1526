package org.demarche.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
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
    private Map<String, String> settings;
    private ReportLog log;
    private ServiceProcess ingest;
    private ServiceProcess worker;
    private ServiceProcess gateway;

    /** Host and port of a Kafka broker. */
    abstract String broker();

    @BeforeAll
    void start() throws Exception {
        var config =
                KafkaConfig.of(
                        Map.of("bootstrap.servers", broker()),
                        Map.of("prefix", prefix, "partitions", PARTITIONS));
        log = new ReportLog(config);
        settings =
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        broker(),
                        "DEMARCHE_PREFIX",
                        prefix,
                        "DEMARCHE_PARTITIONS",
                        String.valueOf(PARTITIONS));
        ingest = ServiceProcess.start("ingest-service", "org.demarche.ingest.Main", settings);
        worker = startWorker();
        var forGateway = new TreeMap<>(settings);
        forGateway.put("DEMARCHE_INGEST_URL", ingest.api().url());
        gateway = ServiceProcess.start("api-gateway", "org.demarche.gateway.Main", forGateway);
        for (var n = 0; n < 8; n++) {
            register("/v1/actors/land-" + n, "{\"kind\": \"state\", \"name\": \"Land %d\"}", n);
        }
        register("/v1/outlets/daily", "{\"kind\": \"newspaper\", \"name\": \"Daily %d\"}", 1);
        register("/v1/issues/bridge", "{\"name\": \"B%d\", \"proposition\": \"Build it\"}", 1);
    }

    @AfterAll
    void stop() throws Exception {
        for (var service : new ServiceProcess[] {gateway, worker, ingest}) {
            if (service != null) service.close();
        }
    }

    @AfterEach
    void what_is_served_is_what_the_fold_of_the_log_says() throws IOException {
        var expected = log.positions();
        assertThat(gateway.api().served(expected.keySet(), log.end())).isEqualTo(expected);
        assertThat(log.read(log.config().topics().view(VERSION)))
                .extracting(record -> ViewKey.of(record.key()))
                .filteredOn(ViewKey::isEvent)
                .doesNotHaveDuplicates()
                .hasSize(log.filed().size());
    }

    @Test
    void a_report_is_served_to_the_reader_who_sends_its_token() throws IOException {
        var answer = file(report("token", 1, "against"));
        var statement = "/v1/statements/" + answer.json().path("statement").asText();
        var read = gateway.api().get(statement, Token.parse(answer.token()));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(read.body()).contains(answer.json().path("id").asText());
    }

    @Test
    void a_stream_is_answered_line_by_line_and_a_bad_line_fails_alone() throws IOException {
        var lines = IntStream.range(0, 50).mapToObj(n -> report("line-" + n, n, "favor"));
        var body = lines.collect(Collectors.joining("\n")).replace("\"line-7\"", "\"line 7\"");

        var answer = gateway.api().post("/v1/reports", Api.NDJSON, body);

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
        var second = startWorker();
        fileOneEach("before");

        worker.kill();
        worker = second;
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

    private ServiceProcess startWorker() throws Exception {
        return ServiceProcess.start("position-service", "org.demarche.position.Main", settings);
    }

    private void register(String path, String body, int n) throws IOException {
        var answer = gateway.api().put(path, body.formatted(n));
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
        return gateway.api().post("/v1/reports", Api.JSON, report);
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
