package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.ingest.RunningIngest.Answer;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.ReportDigest;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.export.ExportWriter;
import org.demarche.log.kafka.Topics;
import org.demarche.log.registry.EntryHistory;
import org.demarche.log.registry.EntryKey;
import org.demarche.log.registry.EntryRevision;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export of one stack is restored into another one, with all values and instants. */
class RestoreTest {

    private static final Instant LONG_AGO = Instant.parse("2021-02-03T04:05:06.789Z");
    private static final ReportCodec CODEC = new ReportCodec();

    /** Of the filings the one that has no day but that of its recording. */
    private static final int OPEN = 5;

    /** The one with a denial, an offset and a month of publication. */
    private static final int LATER = 6;

    /** Filings of a stack that is gone, by their records. */
    private static List<ConsumerRecord<byte[], byte[]>> filings;

    private static String registry;

    @BeforeAll
    static void fileSomewhere() {
        try (var first = RunningIngest.start("exported")) {
            Samples.register(first);
            first.postAll(
                    "",
                    IntStream.range(0, 5)
                            .mapToObj(n -> Samples.report("r" + n))
                            .collect(Collectors.joining("\n")));
            first.post(open());
            first.post(later());
            filings = first.reports();
            var writer = new ExportWriter();
            for (var entry : first.entries().reversed()) {
                var key = new String(entry.key(), UTF_8).split("/");
                var type =
                        EntryType.ALL.stream()
                                .filter(each -> each.label().equals(key[0]))
                                .findFirst()
                                .orElseThrow();
                writer.entry(
                        new EntryKey(type, key[1]),
                        entry.value(),
                        "{\"recorded\":\"%s\",\"complete\":true,\"earlier\":[{\"recorded\":\"%s\",\"entry\":%s}]}"
                                .formatted(LONG_AGO, LONG_AGO, new String(entry.value(), UTF_8))
                                .getBytes(UTF_8));
            }
            writer.summary(first.entries().size());
            registry = new String(writer.take(), UTF_8);
        }
    }

    @Test
    void events_come_as_they_were_and_when_they_were() {
        try (var ingest = RunningIngest.start("restored")) {
            var lines = List.of(filed(0), corrected(0, "against", 5), retracted(0, 9), filed(1));

            var answer = restore(ingest, registry + String.join("", lines));

            assertThat(statuses(answer)).endsWith("201 0", "201 1", "201 2", "201 0", "end");
            var summary = answer.lines().getLast();
            assertThat(summary.get("summary").toString())
                    .isEqualTo("{\"lines\":10,\"created\":10,\"repeated\":0,\"failed\":0}");
            assertThat(summary.get("token").asText()).matches("r[0-2]:4,g:6");
            var records = ingest.reports();
            assertThat(records.stream().map(RestoreTest::id))
                    .containsExactly(id(0), id(0) + "#1", id(0) + "#2", id(1));
            assertThat(records.stream().map(one -> header(one, "ce_recordedoriginal")))
                    .containsExactly(
                            LONG_AGO.toString(),
                            LONG_AGO.plusSeconds(5).toString(),
                            LONG_AGO.plusSeconds(9).toString(),
                            LONG_AGO.plusSeconds(1).toString());
            assertThat(records.getFirst().value()).isEqualTo(filings.getFirst().value());
            assertThat(records.getLast().value()).isEqualTo(filings.get(1).value());
        }
    }

    @Test
    void a_denial_an_offset_and_a_month_come_as_they_were() {
        try (var ingest = RunningIngest.start("restored-later")) {
            var answer = restore(ingest, registry + filed(LATER));

            assertThat(statuses(answer)).endsWith("201 0", "end");
            assertThat(ingest.reports().getLast().value()).isEqualTo(filings.get(LATER).value());
            assertThat(ingest.post(later()).status()).isEqualTo(200);
        }
    }

    @Test
    void entries_come_in_any_order_and_names_have_one_owner_all_the_same() {
        try (var ingest = RunningIngest.start("restored-registry")) {
            var answer = restore(ingest, registry);

            assertThat(answer.lines().getFirst().toString())
                    .isEqualTo("{\"line\":1,\"status\":201,\"type\":\"outlet\",\"id\":\"wire\"}");
            assertThat(ingest.entries()).hasSize(6);
            assertThat(restore(ingest, registry).lines().getLast().get("summary").toString())
                    .isEqualTo("{\"lines\":6,\"created\":0,\"repeated\":6,\"failed\":0}");
            assertThat(ingest.entries()).hasSize(6);

            var taken =
                    restore(
                            ingest,
                            "{\"type\":\"actor\",\"id\":\"other\",\"entry\":{\"id\":\"other\",\"kind\":\"state\",\"name\":\"Sylvania\"}}");

            assertThat(taken.lines().getFirst().at("/problem/type").asText())
                    .isEqualTo("/problems/taken");
            var unreadable =
                    restore(ingest, "{\"type\":\"actor\",\"id\":\"x\",\"entry\":{\"id\":\"x\"}}");
            assertThat(unreadable.lines().getFirst().at("/problem/violations/0/pointer").asText())
                    .isEqualTo("/entry");
        }
    }

    @Test
    void entries_keep_the_past_that_an_export_has() {
        try (var ingest = RunningIngest.start("restored-past")) {
            restore(ingest, registry);

            var history = history(ingest, EntryType.ACTOR, "sylvania");

            assertThat(history.complete()).isTrue();
            assertThat(history.revisions())
                    .extracting(EntryRevision::recorded)
                    .containsExactly(LONG_AGO, LONG_AGO);
            ingest.put("/v1/actors/sylvania", "{\"kind\": \"state\", \"name\": \"New\"}");
            assertThat(history(ingest, EntryType.ACTOR, "sylvania").revisions())
                    .hasSize(3)
                    .element(1)
                    .extracting(EntryRevision::recorded)
                    .isEqualTo(LONG_AGO);
        }
    }

    @Test
    void nothing_is_known_of_the_past_of_an_earlier_release() {
        try (var ingest = RunningIngest.start("restored-without-past")) {
            restore(
                    ingest,
                    "{\"type\":\"actor\",\"id\":\"other\",\"entry\":{\"id\":\"other\",\"kind\":\"state\",\"name\":\"Other\"}}");

            assertThat(history(ingest, EntryType.ACTOR, "other").complete()).isFalse();
            assertThat(history(ingest, EntryType.ACTOR, "other").revisions()).hasSize(1);
        }
    }

    @Test
    void a_past_that_is_none_is_refused() {
        try (var ingest = RunningIngest.start("restored-bad-past")) {
            var answer =
                    restore(
                            ingest,
                            "{\"type\":\"actor\",\"id\":\"other\",\"entry\":{\"id\":\"other\",\"kind\":\"state\",\"name\":\"Other\"},\"past\":{\"recorded\":\"9000-01-01T00:00:00Z\"}}");

            assertThat(answer.lines().getFirst().at("/problem/violations/0").toString())
                    .contains("\"/entry\"", "9000-01-01T00:00:00Z is in the future");
            assertThat(ingest.entries()).isEmpty();
        }
    }

    private static EntryHistory history(RunningIngest ingest, EntryType type, String id) {
        return ingest.bean(RegistryReader.class).registry().history(type, id).orElseThrow();
    }

    @Test
    void the_same_lines_again_change_nothing() {
        var lines =
                List.of(
                        filed(0),
                        corrected(0, "against", 5),
                        corrected(0, "none", 6),
                        corrected(0, "against", 7),
                        retracted(0, 9));
        try (var ingest = RunningIngest.start("again")) {
            restore(ingest, String.join("", lines.subList(0, 3)));
            var answer = restore(ingest, String.join("", lines));

            assertThat(statuses(answer))
                    .containsExactly("200 0", "200 1", "200 2", "201 3", "201 4", "end");
            var last = answer.lines().getLast().get("token").asText();
            assertThat(restore(ingest, lines.get(1)).lines().getLast().get("token").asText())
                    .isEqualTo(last.replace(":5", ":2"));
        }
        try (var ingest = RunningIngest.start("again")) {
            var answer = restore(ingest, String.join("", lines));

            assertThat(statuses(answer))
                    .containsExactly("200 0", "200 1", "200 2", "200 3", "200 4", "end");
            assertThat(ingest.reports()).hasSize(5);
        }
    }

    @Test
    void two_who_send_the_same_at_once_write_it_once() {
        var lines =
                IntStream.range(0, 5)
                        .mapToObj(n -> filed(n) + corrected(n, "against", 60) + retracted(n, 61))
                        .collect(Collectors.joining());
        try (var ingest = RunningIngest.start("at-once")) {
            var answers =
                    IntStream.range(0, 4)
                            .mapToObj(
                                    _ ->
                                            ingest.sendAsync(
                                                    "POST",
                                                    "/v1/restore",
                                                    lines,
                                                    "Content-Type",
                                                    "application/x-ndjson"))
                            .toList();

            for (var answer : answers) {
                assertThat(answer.join().lines().getLast().at("/summary/failed").asInt()).isZero();
            }
            assertThat(ingest.reports()).hasSize(15);
        }
    }

    @Test
    void a_line_out_of_order_fails_alone() {
        try (var ingest = RunningIngest.start("disorder")) {
            var answer =
                    restore(
                            ingest,
                            corrected(0, "against", 5)
                                    + filed(0)
                                    + corrected(0, "none", 7)
                                    + corrected(0, "against", 5)
                                    + filed(1)
                                    + retracted(1, -86_400));

            assertThat(statuses(answer))
                    .containsExactly(
                            "409 out-of-order",
                            "201 0",
                            "201 1",
                            "409 out-of-order",
                            "201 0",
                            "409 out-of-order",
                            "end");
            assertThat(answer.lines().getFirst().at("/problem/detail").asText())
                    .contains("its filing must come before");
            assertThat(ingest.reports()).hasSize(3);
        }
    }

    @Test
    void what_no_stack_can_have_written_is_refused() {
        var ahead = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        try (var ingest = RunningIngest.start("damaged")) {
            var answer =
                    restore(
                            ingest,
                            filed(0).replace("would sign", "would not sign")
                                    + filed(1).replace("2021-02-03T", "1921-02-03T")
                                    + filed(2).replaceFirst("2021-02-03T[^\"]*", ahead.toString())
                                    + filed(3).replaceFirst("\"digest\":\"[^\"]*\",", "")
                                    + filed(4).replace("\"favor\"", "\"for\"")
                                    + "{\"report\":\n"
                                    + "{\"unreadable\":\"3@7\",\"reason\":\"key: is none\",\"cursor\":\"x\"}\n"
                                    + retracted(0, 1)
                                            .replace("an error", "x".repeat(Topics.LONGEST_REPORT))
                                    + retracted(0, 1)
                                            .replace(
                                                    "an error",
                                                    "x".repeat(Topics.LONGEST_REPORT + 70_000)));

            assertThat(answer.lines().stream().map(RestoreTest::fault))
                    .containsExactly(
                            "422 /digest",
                            "422 /recorded",
                            "422 /recorded",
                            "422 /digest",
                            "422 /body/stance",
                            "400 ",
                            "422 /unreadable",
                            "413 ",
                            "413 ",
                            "0 ");
            assertThat(ingest.reports()).isEmpty();
        }
    }

    @Test
    void only_failures_are_told_where_that_is_wanted() {
        try (var ingest = RunningIngest.start("errors-only")) {
            var answer =
                    ingest.send(
                            "POST",
                            "/v1/restore?results=errors",
                            filed(0) + retracted(1, 3),
                            "Content-Type",
                            "application/x-ndjson");

            assertThat(statuses(answer)).containsExactly("409 out-of-order", "end");
            assertThat(answer.lines().getFirst().get("line").asInt()).isEqualTo(2);
        }
    }

    @Test
    void a_log_with_a_report_of_its_own_takes_nothing() {
        try (var ingest = RunningIngest.start("own-report")) {
            restore(ingest, registry + filed(0));
            assertThat(ingest.post(Samples.report("own")).status()).isEqualTo(201);

            var answer = restore(ingest, filed(0) + filed(1));

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.json().get("type").asText()).isEqualTo("/problems/log-not-empty");
            assertThat(answer.json().get("detail").asText())
                    .contains("offset 1 of own-report.reports-", "--no-seeds");
            assertThat(ingest.reports()).hasSize(2);
        }
        try (var ingest = RunningIngest.start("own-report")) {
            assertThat(restore(ingest, filed(0)).status()).isEqualTo(409);
        }
    }

    /**
     * An open time of speaking ends with the day of recording, and so decides the statement's id.
     */
    @Test
    void who_files_a_restored_report_again_gets_the_statement_of_then() {
        try (var ingest = RunningIngest.start("refiled")) {
            var restored = restore(ingest, registry + filed(OPEN));
            var statement = restored.lines().get(6).get("statement").asText();
            assertThat(statement)
                    .isEqualTo(StatementId.of(event(OPEN).body(), LONG_AGO).toString());

            var again = ingest.post(open());

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.json().get("statement").asText()).isEqualTo(statement);
        }
        try (var ingest = RunningIngest.start("refiled")) {
            var again = ingest.post(open());

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.json().get("statement").asText())
                    .isEqualTo(StatementId.of(event(OPEN).body(), LONG_AGO).toString());
            assertThat(ingest.reports()).hasSize(1);
        }
    }

    @Test
    void seeds_are_not_filed_beside_restored_events(@TempDir Path seeds) throws Exception {
        Files.writeString(
                seeds.resolve("reports.ndjson"), Samples.report("r0") + "\n" + Samples.report("s"));
        try (var ingest = RunningIngest.start("no-seeds")) {
            restore(ingest, registry + filed(0));
        }
        try (var ingest = RunningIngest.start("no-seeds", "demarche.seeds", seeds.toString())) {
            assertThat(ingest.reports()).hasSize(1);
        }
    }

    @Test
    void it_is_lines_or_nothing() {
        try (var ingest = RunningIngest.start("no-lines")) {
            var one = ingest.send("POST", "/v1/restore", "{}", "Content-Type", "application/json");
            assertThat(one.status()).isEqualTo(415);
            var register =
                    ingest.send(
                            "POST",
                            "/v1/restore?register=true",
                            "",
                            "Content-Type",
                            "application/x-ndjson");
            assertThat(register.status()).isEqualTo(400);
            assertThat(register.json().get("type").asText()).isEqualTo("/problems/wrong-parameter");
            assertThat(register.json().at("/violations/0/parameter").asText())
                    .isEqualTo("register");
        }
    }

    private static Answer restore(RunningIngest ingest, String lines) {
        return ingest.send("POST", "/v1/restore", lines, "Content-Type", "application/x-ndjson");
    }

    private static String open() {
        return Samples.report("r" + OPEN)
                .replace("\"saidOn\": \"2024-03-01\"", "\"saidOn\": \"2019-03-01/..\"")
                .replace(", \"publishedOn\": \"2024-03-02\"", "");
    }

    private static String later() {
        return Samples.report("r" + LATER)
                .replace("favor", "none")
                .replace("2024-03-02", "2024-03")
                .replace(
                        "\"saidOn\"",
                        "\"denies\": \"dam-briefing\", \"saidAt\": \"2024-03-01T07:30:00+09:00\", \"saidOn\"");
    }

    /** The line of a filing, one second after the one before. */
    private static String filed(int n) {
        var record = filings.get(n);
        return line(event(n), record.value());
    }

    private static String corrected(int n, String stance, int seconds) {
        var filed = event(n);
        var value =
                new String(filings.get(n).value(), UTF_8)
                        .replace("\"favor\"", "\"" + stance + "\"")
                        .getBytes(UTF_8);
        var body = body(value, filed.report());
        return line(
                new Corrected(
                        filed.report(),
                        body,
                        filed.resolved(),
                        ReportDigest.of(body),
                        LONG_AGO.plusSeconds(seconds)),
                value);
    }

    private static Report body(byte[] value, ReportId id) {
        try {
            var event =
                    JsonReader.read(
                            value,
                            in ->
                                    ReportCodec.read(
                                            in, id, Filed.WIRE_NAME, "0".repeat(64), LONG_AGO));
            return ((Filed) event).body();
        } catch (UnreadableEvent e) {
            throw new AssertionError(e);
        }
    }

    private static String retracted(int n, int seconds) {
        return line(
                new Retracted(event(n).report(), "an error", LONG_AGO.plusSeconds(seconds)),
                "{\"reason\":\"an error\"}".getBytes(UTF_8));
    }

    private static Filed event(int n) {
        try {
            return (Filed) CODEC.decode(filings.get(n), LONG_AGO.plusSeconds(n));
        } catch (UnreadableEvent e) {
            throw new AssertionError(e);
        }
    }

    private static String line(ReportEvent event, byte[] value) {
        var writer = new ExportWriter();
        writer.event(event, value, null, "somewhere");
        return new String(writer.take(), UTF_8);
    }

    /** Each line's status, and which event it is or what is wrong. */
    private static List<String> statuses(Answer answer) {
        var statuses = new ArrayList<String>();
        for (var line : answer.lines()) {
            var problem = line.at("/problem/type").asText();
            statuses.add(
                    line.has("summary")
                            ? "end"
                            : line.get("status").asText()
                                    + ' '
                                    + (problem.isEmpty()
                                            ? line.path("event").asText()
                                            : problem.replace("/problems/", "")));
        }
        return statuses;
    }

    private static String fault(JsonNode line) {
        return line.path("status").asInt()
                + " "
                + line.at("/problem/violations/0/pointer").asText();
    }

    private static String id(int n) {
        return "freedonia.river-treaty.r" + n;
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        return header(record, "ce_id");
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
