package org.demarche.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Await;
import org.demarche.model.ReportEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the three services promise together, whatever Kafka they run on. Each test leaves views, of
 * what is served and of what stands by, that say of every report, once, what the fold of the log
 * says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Contract {

    private static final VersionId VERSION = Versions.FIRST;
    private static final int PARTITIONS = 4;
    private static final int REPLAYED = 3_000;
    private static final int REPLAYED_ISSUES = 40;

    private final String prefix = "t" + UUID.randomUUID();
    private ReportLog log;
    private Services services;
    private Versions versions;
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
        versions = new Versions(services.api());
        for (var n = 0; n < 8; n++) {
            register("/v1/actors/land-" + n, "{\"kind\": \"state\", \"name\": \"Land %d\"}", n);
        }
        for (var outlet : List.of("daily", "weekly", "monthly")) {
            var body = "{\"kind\": \"newspaper\", \"name\": \"The %s\"}".formatted(outlet);
            register("/v1/outlets/" + outlet, body, 1);
        }
        register("/v1/issues/bridge", "{\"name\": \"B%d\", \"proposition\": \"Build it\"}", 1);
    }

    @AfterAll
    void stop() throws Exception {
        if (secondWorker != null) secondWorker.close();
        if (services != null) services.close();
    }

    @AfterEach
    void what_is_served_is_what_the_fold_of_the_log_says() throws Exception {
        var folded = log.folded();
        var expected = folded.positions();
        assertThat(services.api().served(expected.keySet(), log.end())).isEqualTo(expected);
        var complete = versions.complete("positions");
        assertThat(complete).contains(VERSION);
        for (var version : complete) {
            versions.awaitEnd(version);
            assertThat(log.eventKeys(version)).isEmpty();
            assertThat(
                            Comparison.differences(
                                    folded.shifts(), log.documents(version, ViewKey::isShift)))
                    .isEmpty();
            assertThat(
                            Comparison.differences(
                                    folded.documents(),
                                    log.documents(version, ViewKey::isPosition)))
                    .isEmpty();
        }
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
                        // all of it: the cursor of a next page names the instant
                        "/v1/positions?limit=1000");
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
                    then.add(services.api().get(asKnown(path, recorded.get(n))).body());
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
    void a_refused_body_is_in_nobody_elses_way() throws IOException {
        var large = report("large", 4, "favor") + " ".repeat(200 * 1024);
        for (var n = 0; n < 3; n++) {
            var refused = services.api().post("/v1/reports?x=1", Api.JSON, large);
            assertThat(refused.status()).isEqualTo(400);

            assertThat(file(report("behind-" + n, 4, "favor")).status()).isEqualTo(201);
        }
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

        Await.until("a dead letter", () -> !deadLetters().isEmpty());
        assertThat(deadLetters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(new String(letter.key(), UTF_8))
                                    .isEqualTo("%s/0/%d".formatted(topics.reports(), offset));
                            assertThat(letter.value()).isEqualTo(bytes);
                        });
        var listed = services.api().get("/v1/dead-letters?projection=positions").json();
        assertThat(listed.at("/items/0/start").asText()).isEqualTo("no report");
        assertThat(listed.at("/items/0/place/offset").asLong()).isEqualTo(offset);
    }

    /** What is built while a position service is killed and reports come in. */
    @Test
    void a_replay_is_served_by_itself_as_the_fold_of_the_log_and_can_be_taken_back()
            throws Exception {
        fileOnManyIssues(REPLAYED);
        VersionId next;
        try (var one = services.startWorker();
                var other = services.startWorker()) {
            next = versions.replay("positions", "{\"promote\": \"auto\", \"throttle\": 300}");
            Await.until("half is folded", () -> isHalfFolded(next));
            var filing = Filing.begin(services.api(), Contract::slowly);

            foldingMost(next, one, other).kill();
            assertThat(versions.state(next)).isIn("replaying", "catching-up");
            versions.change(next, "{\"throttle\": null}");
            filing.awaitMore(20);
            versions.awaitLive(next);
            filing.awaitMore(20);
            filing.stop();
        }

        assertServed(next, log.end());
        versions.awaitEnd(VERSION);
        var differing = versions.differing(VERSION);
        var folded = log.folded();
        assertThat(differing.path("same").asInt())
                .isEqualTo(folded.documents().size() + folded.shifts().size());
        for (var kind : List.of("onlyHere", "onlyThere", "differ")) {
            assertThat(differing.path(kind).asInt()).as(kind).isZero();
        }

        fileOneEach("since");
        var end = log.end();
        var back = Token.parse(versions.rollBack("positions").token());
        assertServed(VERSION, end.merge(back));

        fileOneEach("gone-back");
        var again = Token.parse(versions.promote(next).token());
        assertServed(next, log.end().merge(again));
    }

    /** Seeds that a new stack declares may be declared of a log that is there, too. */
    @Test
    void what_is_declared_counts_what_stands_whenever_it_was_declared() throws Exception {
        var coverage = Demarche.HOME.resolve("seeds/projections/coverage.json");
        var definition = Files.readString(coverage);
        var first = versions.declare(definition);
        versions.awaitLive(first);
        file(report("covered-1", 1, "favor"));
        file(report("covered-2", 2, "favor").replace("daily", "monthly"));
        revise(
                "land-1.bridge.covered-1/corrections",
                report("covered-1", 1, "against").replace("daily", "weekly"));
        revise("land-2.bridge.covered-2/retractions", "{\"reason\": \"It was never said\"}");

        var later = versions.declare(definition.replace("\"coverage\"", "\"coverage-later\""));
        versions.awaitLive(later);
        versions.awaitEnd(first);
        versions.awaitEnd(later);

        var weekly =
                """
                {"key":"weekly","reports":1,"byStance":{"against":1},"actors":{"count":1,"values":["land-1"]},"lastSaid":"2024-02-29"}""";
        var documents = documents(first);
        assertThat(documents).contains(weekly).doesNotContain("monthly");
        assertThat(documents(later)).isEqualTo(documents);
        var tried = services.api().post("/v1/projections?dryRun=10000", Api.JSON, definition);
        assertThat(tried.status()).as(tried.body()).isEqualTo(200);
        assertThat(tried.json().path("documents")).contains(Api.parse(weekly));
        assertThat(tried.json().path("faults")).isEmpty();
    }

    private String documents(VersionId version) throws IOException {
        var path = "/v1/projections/%s/documents?limit=1000".formatted(version.projection());
        var answer = services.api().get(path);
        assertThat(answer.version()).isEqualTo(version.toString());
        return answer.body();
    }

    private void revise(String path, String body) throws IOException {
        var answer = services.api().post("/v1/reports/" + path, Api.JSON, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** Positions alone: what else is stored is compared behind each test. */
    private void assertServed(VersionId version, Token token) throws IOException {
        var expected = log.positions();
        for (var position : expected.entrySet()) {
            var answer = services.api().get(position.getKey(), token);
            assertThat(answer.version()).isEqualTo(version.toString());
            assertThat(answer.body()).isEqualTo(position.getValue());
        }
    }

    /** The n-th report beside those that are replayed; a few a second, for each is compared. */
    private static String slowly(int n) {
        Await.breathe();
        return report("meanwhile-" + n, n, "conditional")
                .replace("bridge", "replayed-" + n % REPLAYED_ISSUES);
    }

    private boolean isHalfFolded(VersionId version) throws IOException {
        var progress = versions.progress(version);
        return progress.path("folded").asLong() * 2 >= progress.path("total").asLong();
    }

    /** Which of these has the most of a version still before it. */
    private static ServiceProcess foldingMost(
            VersionId version, ServiceProcess one, ServiceProcess other) throws Exception {
        // the first one may have all of it when they start, and each says its lag once a second
        Await.until("one folds it", () -> one.lag(version) + other.lag(version) > 0);
        return one.lag(version) > other.lag(version) ? one : other;
    }

    /** What the version that is there from the beginning could not fold. */
    private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return log.read(log.config().topics().deadLetters()).stream()
                .filter(letter -> header(letter, "projection").equals(VERSION.projection()))
                .filter(
                        letter ->
                                header(letter, "version").equals(String.valueOf(VERSION.number())))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    /** So that there are many documents. */
    private void fileOnManyIssues(int reports) throws IOException {
        for (var n = 0; n < REPLAYED_ISSUES; n++) {
            var issue = "{\"name\": \"Issue %d\", \"proposition\": \"Do it\"}";
            register("/v1/issues/replayed-" + n, issue, n);
        }
        var stances = List.of("favor", "conditional", "against", "none");
        var lines =
                IntStream.range(0, reports)
                        .mapToObj(
                                n ->
                                        report("replayed-" + n, n, stances.get(n / 320 % 4))
                                                .replace(
                                                        "bridge",
                                                        "replayed-" + n / 8 % REPLAYED_ISSUES))
                        .collect(Collectors.joining("\n"));
        var answer = services.api().post("/v1/reports?results=errors", Api.NDJSON, lines);
        var summary = answer.body().lines().map(Api::parse).toList().getLast().path("summary");
        assertThat(summary.path("created").asInt()).as(answer.body()).isEqualTo(reports);
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

    private static String asKnown(String path, Instant instant) {
        return path + (path.contains("?") ? "&" : "?") + "asKnown=" + instant;
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
