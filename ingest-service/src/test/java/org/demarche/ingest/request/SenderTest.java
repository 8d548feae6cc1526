package org.demarche.ingest.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.ingest.RunningIngest;
import org.demarche.ingest.Samples;
import org.demarche.log.registry.EntryRevision;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data of a request in its event, and the rights of the caller's roles. */
class SenderTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String[] NIGHT = {
        "Demarche-Caller",
        "Desk%2C+n%C3%AEght",
        "Demarche-Caller-Roles",
        "code",
        "traceparent",
        TRACE,
        "tracestate",
        "desk=1"
    };

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("caller");
        Samples.register(ingest);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void each_event_of_a_report_says_who_wrote_it() {
        ingest.post(Samples.report("signed"), NIGHT);
        ingest.correct("signed", Samples.CORRECTED, NIGHT);
        ingest.retract("signed", "an error", NIGHT);

        assertThat(ingest.events("signed"))
                .hasSize(3)
                .allSatisfy(
                        event -> {
                            assertThat(header(event, "ce_recordedby")).isEqualTo("Desk, nîght");
                            assertThat(header(event, "ce_traceparent")).isEqualTo(TRACE);
                            assertThat(header(event, "ce_tracestate")).isEqualTo("desk=1");
                        });
    }

    @Test
    void each_line_of_a_stream_says_who_wrote_it() {
        var lines = Samples.report("line1") + '\n' + Samples.report("line2") + '\n';

        ingest.send(
                "POST",
                "/v1/reports",
                lines,
                "Content-Type",
                "application/x-ndjson",
                "Demarche-Caller",
                "Loader");

        assertThat(ingest.events("line1"))
                .singleElement()
                .extracting(SenderTest::author)
                .isEqualTo("Loader");
        assertThat(ingest.events("line2"))
                .singleElement()
                .extracting(SenderTest::author)
                .isEqualTo("Loader");
    }

    @Test
    void each_row_of_a_spreadsheet_says_who_wrote_it() {
        var header = "report,event,id,holder,spokenFor,issue,stance,saidOn,outlet\r\n";
        var row = "%s,%s,freedonia,,river-treaty,%s,2024-03-01,daily-planet\r\n";

        rows(header + row.formatted(",", "row1", "favor"), "Sheet");
        rows(header + row.formatted("freedonia.river-treaty.row1,0", "", "none"), "Other sheet");

        assertThat(ingest.events("row1"))
                .extracting(SenderTest::author)
                .containsExactly("Sheet", "Other sheet");
    }

    private static void rows(String rows, String by) {
        var type = "text/csv";
        ingest.send("POST", "/v1/reports", rows, "Content-Type", type, "Demarche-Caller", by);
    }

    @Test
    void an_event_of_a_request_without_a_caller_says_nothing() {
        ingest.post(Samples.report("unsigned"));

        assertThat(ingest.events("unsigned"))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.headers().lastHeader("ce_recordedby")).isNull());
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    code          | "mergedInto": "freedonia" | 403
                    code,operate  | "mergedInto": "freedonia" | 403
                    code          | "aliases": ["Old"]        | 201
                    admin         | "mergedInto": "freedonia" | 201
                    """)
    void a_merge_needs_the_role_admin(String roles, String member, int status) {
        var id = "merged-" + roles.replace(",", "-") + member.length();

        var answer =
                ingest.send(
                        "PUT",
                        "/v1/actors/" + id,
                        "{\"kind\": \"state\", \"name\": \"%s\", %s}"
                                .formatted(id, member.replace("Old", "Old " + id)),
                        "Content-Type",
                        "application/json",
                        "Demarche-Caller",
                        "Desk",
                        "Demarche-Caller-Roles",
                        roles);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.json().get("type").asText()).isEqualTo("/problems/role-missing");
            assertThat(answer.header("WWW-Authenticate"))
                    .contains("error=\"insufficient_scope\", scope=\"admin\"");
        }
    }

    @Test
    void a_caller_with_a_name_and_without_roles_may_not_merge() {
        var answer =
                ingest.send(
                        "PUT",
                        "/v1/actors/roleless",
                        "{\"kind\": \"state\", \"name\": \"Roleless\", \"mergedInto\": \"freedonia\"}",
                        "Content-Type",
                        "application/json",
                        "Demarche-Caller",
                        "Desk");

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    }

    @Test
    void a_thread_that_has_lost_its_request_writes_nothing() {
        assertThatThrownBy(Sender::now)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not know its request");
        try (var _ = Sender.workForNobody()) {
            assertThat(Sender.now().name()).isNull();
        }
    }

    @Test
    void each_of_many_corrections_and_retractions_says_who_wrote_it() {
        ingest.post(Samples.report("bulk"));
        var report = "{\"report\": \"freedonia.river-treaty.bulk\", ";

        lines("corrections", Samples.CORRECTED.replace("\n", "").replaceFirst("\\{", report));
        lines("retractions", report + "\"reason\": \"an error\"}");

        assertThat(ingest.events("bulk"))
                .hasSize(3)
                .last()
                .extracting(SenderTest::author)
                .isEqualTo("Bulk desk");
        assertThat(author(ingest.events("bulk").get(1))).isEqualTo("Bulk desk");
    }

    private static void lines(String of, String line) {
        var answer =
                ingest.send(
                        "POST",
                        "/v1/" + of,
                        line,
                        "Content-Type",
                        "application/x-ndjson",
                        "Demarche-Caller",
                        "Bulk desk");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void a_merged_entry_may_change_in_other_fields() {
        var merged =
                "{\"kind\": \"state\", \"name\": \"Westland\", \"mergedInto\": \"freedonia\"%s}";
        assertThat(ingest.put("/v1/actors/westland", merged.formatted("")).status()).isEqualTo(201);

        var kept = put(merged.formatted(", \"aliases\": [\"The West\"]"));
        var undone = put("{\"kind\": \"state\", \"name\": \"Westland\"}");

        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        assertThat(undone.status()).isEqualTo(403);
    }

    @Test
    void each_revision_of_an_entry_says_who_wrote_it() {
        var entry = "{\"kind\": \"state\", \"name\": \"Eastland\", \"aliases\": [%s]}";

        putEntry(entry.formatted(""), NIGHT);
        putEntry(entry.formatted(""), "Demarche-Caller", "Repeats"); // writes nothing
        putEntry(entry.formatted("\"The East\""), "Demarche-Caller", "Keeper");
        putEntry(entry.formatted("\"East\""));
        ingest.send(
                "POST",
                "/v1/reports?register=state",
                Samples.report("newcomer").replace("\"freedonia\"", "\"Newland\""),
                "Content-Type",
                "application/json",
                "Demarche-Caller",
                "Coder");

        assertThat(authors("eastland")).containsExactly(null, "Keeper", "Desk, nîght");
        assertThat(authors("newland")).containsExactly("Coder");
    }

    private static void putEntry(String body, String... caller) {
        var headers =
                Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(caller));
        var answer =
                ingest.send("PUT", "/v1/actors/eastland", body, headers.toArray(String[]::new));
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
    }

    private static List<String> authors(String actor) {
        var registry = ingest.bean(RegistryReader.class).registry();
        return registry.history(EntryType.ACTOR, actor).orElseThrow().revisions().stream()
                .map(EntryRevision::recordedBy)
                .toList();
    }

    private static RunningIngest.Answer put(String body) {
        return ingest.send(
                "PUT",
                "/v1/actors/westland",
                body,
                "Content-Type",
                "application/json",
                "Demarche-Caller-Roles",
                "code");
    }

    private static String author(ConsumerRecord<byte[], byte[]> event) {
        return header(event, "ce_recordedby");
    }

    private static String header(ConsumerRecord<byte[], byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), UTF_8);
    }
}
