package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.demarche.ingest.amending.Amended;
import org.demarche.ingest.amending.Amendment;
import org.demarche.ingest.amending.AmendmentLog;
import org.demarche.ingest.amending.AmendmentPrecondition;
import org.demarche.ingest.filing.ReportIntake;
import org.demarche.ingest.filing.ReportLog;
import org.demarche.ingest.form.NameLookup;
import org.demarche.ingest.form.Registering;
import org.demarche.ingest.form.ReportForm;
import org.demarche.ingest.log.Appender;
import org.demarche.ingest.log.LogEnd;
import org.demarche.ingest.log.ReportIndex;
import org.demarche.ingest.log.ReportState;
import org.demarche.ingest.registering.RegistryLog;
import org.demarche.ingest.request.Sender;
import org.demarche.log.event.ReportDigest;
import org.demarche.log.json.Fields;
import org.demarche.log.json.Violation;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicReader;
import org.demarche.model.ReportId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reports as rows of a spreadsheet, and rows of an export that come back edited. */
class RowsTest {

    private static final String HEADER = "id,holder,spokenFor,issue,stance,saidOn,Outlet\r\n";
    private static final String EXPORTED =
            "report,event,retracted,holder,spokenFor,issue,stance,saidOn,outlet\r\n";

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("rows");
        Samples.register(ingest);
        ingest.put("/v1/outlets/evening", "{\"name\": \"Evening\", \"kind\": \"newspaper\"}");
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void each_row_is_a_report_and_its_number_is_that_of_the_spreadsheet() {
        var rows =
                HEADER + row("each-1") + "\r\n,,,,,,\r\n" + row("each-2").replace("favor", "for");

        var results = rows(rows).lines();

        assertThat(results.stream().map(RowsTest::lineAndStatus))
                .containsExactly("2:201", "5:422", "0:0");
        assertThat(results.get(0).path("id").asText()).isEqualTo("freedonia.river-treaty.each-1");
        assertThat(results.get(1).at("/problem/violations/0").toString())
                .isEqualTo(
                        "{\"pointer\":\"/stance\",\"message\":\"must be one of against, conditional, favor, none, but is 'for'\",\"cell\":\"E5\",\"column\":\"stance\"}");
        assertThat(rows(rows).lines().getFirst().path("status").asInt()).isEqualTo(200);
    }

    @Test
    void a_cell_that_cannot_be_read_and_an_unknown_name_are_told_with_their_cell() {
        var results =
                rows(HEADER
                                + row("cell-1").replace("2024-03-01", "03/04/2024")
                                + row("cell-2").replace("Daily Planet", "Dayly Planet"))
                        .lines();

        assertThat(results.get(0).at("/problem/violations/0/cell").asText()).isEqualTo("F2");
        var unknown = results.get(1).at("/problem/violations/0");
        assertThat(unknown.path("cell").asText()).isEqualTo("G3");
        assertThat(unknown.path("column").asText()).isEqualTo("Outlet");
        assertThat(unknown.path("unknown").asText()).isEqualTo("outlet");
        assertThat(unknown.path("name").asText()).isEqualTo("Dayly Planet");
    }

    @Test
    void a_bad_header_is_refused_before_anything_is_filed() {
        var answer = rows("id,holder,stanze\r\nx,y,z\r\n");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/violations/0/cell").asText()).isEqualTo("C1");
        assertThat(answer.json().at("/violations/0/suggestions/0").asText()).isEqualTo("stance");
        assertThat(rows("").status()).isEqualTo(422);
    }

    @Test
    void encodings_are_told_by_mark_or_parameter() {
        var text = HEADER + row("utf-16");
        var marked = ("\uFEFF" + text).getBytes(UTF_16LE);
        assertThat(send(marked, "text/csv").lines().getFirst().path("status").asInt())
                .isEqualTo(201);
        var latin = Charset.forName("windows-1252");
        var accented = HEADER + row("latin").replace("freedonia,,", "Republic of Fréedonia,,");
        assertThat(
                        send(accented.getBytes(latin), "text/csv; charset=windows-1252")
                                .lines()
                                .getFirst()
                                .path("status")
                                .asInt())
                .isEqualTo(201);
        assertThat(send(accented.getBytes(UTF_8), "text/csv; charset=klingon").status())
                .isEqualTo(415);
        assertThat(send(accented.getBytes(latin), "text/csv").body())
                .contains("is not in the encoding of the file");
    }

    @Test
    void ten_thousand_rows_are_answered_one_by_one() {
        var rows =
                HEADER
                        + IntStream.range(0, 10_000)
                                .mapToObj(i -> row("many-" + i))
                                .collect(Collectors.joining());

        var answer = send(rows.getBytes(UTF_8), "text/csv", "?results=errors");

        assertThat(answer.lines().getFirst().at("/summary/created").asInt())
                .as(answer.body())
                .isEqualTo(10_000);
    }

    @Test
    void an_exported_row_writes_only_what_was_edited() {
        rows(HEADER + row("ed-1") + row("ed-2") + row("ed-3"));

        var edited =
                EXPORTED
                        + exported("ed-1", 0)
                        + exported("ed-2", 0).replace("favor", "against")
                        + exported("ed-3", 0);

        assertThat(rows(edited).lines().stream().map(RowsTest::lineAndStatus))
                .containsExactly("2:200", "3:201", "4:200", "0:0");
        var again = rows(edited).lines();
        assertThat(again.get(1).toString()).contains("\"status\":200").contains("\"event\":1");
        assertThat(ingest.events("ed-1")).hasSize(1);
        assertThat(ingest.events("ed-2")).hasSize(2);
    }

    @Test
    void a_row_whose_letters_a_spreadsheet_has_lost_is_a_fault_at_its_cell_and_no_correction() {
        var header = EXPORTED.replace("outlet", "outlet,summary");
        var cells = exported("lost-1", 0).replace("\r\n", ",Мост стоит\r\n");
        rows(
                HEADER.replace("Outlet", "Outlet,summary")
                        + row("lost-1").replace("\r\n", ",Мост стоит\r\n"));
        var lost = (header + cells).getBytes(Charset.forName("windows-1252"));
        var type = "text/csv; charset=windows-1252";

        for (var query : new String[] {"?dryRun=true", ""}) {
            var line = send(lost, type, query).lines().getFirst();

            assertThat(lineAndStatus(line)).isEqualTo("2:422");
            assertThat(line.at("/problem/violations/0/cell").asText()).isEqualTo("J2");
            assertThat(line.at("/problem/violations/0/message").asText())
                    .startsWith("has '????' where the report has 'Мост': the file's encoding");
        }
        assertThat(ingest.events("lost-1")).hasSize(1);
        assertThat(lineAndStatus(rows(header + cells).lines().getFirst())).isEqualTo("2:200");
        var edited = rows(header + cells.replace("стоит", "стоит?")).lines().getFirst();
        assertThat(lineAndStatus(edited)).isEqualTo("2:201");
    }

    @Test
    void a_dry_run_gives_rows_that_say_the_same_in_other_words_one_digest() {
        var rows = HEADER + row("dig-1") + row("dig-1").replace("Daily Planet", "daily-planet");
        var against = row("dig-1").replace("favor", "against");

        var digests =
                send((rows + against).getBytes(UTF_8), "text/csv", "?dryRun=true").lines().stream()
                        .limit(3)
                        .map(line -> line.path("digest").asText())
                        .toList();

        assertThat(digests.get(0)).hasSize(64).isEqualTo(digests.get(1));
        assertThat(digests.get(2)).hasSize(64).isNotEqualTo(digests.get(0));
        assertThat(rows(HEADER + row("dig-1")).lines().getFirst().has("digest")).isFalse();
    }

    @Test
    void the_summary_tells_corrections_from_new_reports() {
        rows(HEADER + row("sum-1"));

        var summary =
                rows(EXPORTED + exported("sum-1", 0).replace("favor", "against"))
                        .lines()
                        .getLast()
                        .path("summary");

        assertThat(summary.toString())
                .isEqualTo(
                        "{\"lines\":1,\"created\":1,\"corrected\":1,\"repeated\":0,\"failed\":0}");
    }

    @Test
    void a_row_that_is_behind_its_report_is_a_conflict_and_writes_nothing() {
        rows(HEADER + row("con-1"));
        ingest.correct("con-1", Samples.CORRECTED);

        var line =
                rows(EXPORTED + exported("con-1", 0).replace("favor", "none")).lines().getFirst();

        assertThat(line.path("status").asInt()).isEqualTo(409);
        assertThat(line.at("/problem/type").asText()).endsWith("changed-since");
        assertThat(line.at("/problem/detail").asText())
                .contains("its last event is 1")
                .contains("after event 0");
        assertThat(line.at("/problem/violations/0/cell").asText()).isEqualTo("B2");
        assertThat(ingest.events("con-1")).hasSize(2);
        assertThat(
                        rows(EXPORTED + exported("con-1", 1).replace("favor", "none"))
                                .lines()
                                .getFirst()
                                .path("status")
                                .asInt())
                .isEqualTo(201);
    }

    @Test
    void of_two_rows_of_one_report_the_first_counts() {
        rows(HEADER + row("two-1"));

        var lines =
                rows(EXPORTED
                                + exported("two-1", 0).replace("favor", "against")
                                + exported("two-1", 0).replace("favor", "none"))
                        .lines();

        assertThat(lines.stream().map(RowsTest::lineAndStatus))
                .containsExactly("2:201", "3:409", "0:0");
    }

    @Test
    void a_retracted_report_does_not_come_back_by_its_row() {
        rows(HEADER + row("ret-1"));
        ingest.retract("ret-1", "wrong");
        var row = exported("ret-1", 1);

        var marked = rows(EXPORTED + row.replace(",1,,", ",1,true,")).lines().getFirst();
        assertThat(marked.toString()).contains("\"status\":200").contains("\"retracted\":true");
        var cleared = rows(EXPORTED + row).lines().getFirst();
        assertThat(cleared.path("status").asInt()).isEqualTo(422);
        assertThat(cleared.at("/problem/violations/0/cell").asText()).isEqualTo("C2");
        assertThat(ingest.events("ret-1")).hasSize(2);

        rows(HEADER + row("ret-2"));
        var standing = rows(EXPORTED + exported("ret-2", 0).replace(",0,,", ",0,yes,"));
        assertThat(standing.body()).contains("the report is not retracted");
    }

    @Test
    void an_unchanged_row_is_known_even_if_a_new_one_would_be_refused() {
        league("defined");
        rows(HEADER + row("name-1").replace("freedonia,", "league,league"));
        league("undefined");
        var row = exported("name-1", 0).replace("freedonia,,", "league,league,");

        var unchanged = rows(EXPORTED + row.replace("freedonia.", "league."));
        assertThat(unchanged.lines().getFirst().path("status").asInt())
                .as(unchanged.body())
                .isEqualTo(200);
        var edited = row.replace("freedonia.", "league.").replace("favor", "none");
        assertThat(rows(EXPORTED + edited).body()).contains("group of undefined membership");
    }

    private static void league(String membership) {
        ingest.put(
                "/v1/actors/league",
                "{\"kind\": \"group\", \"name\": \"League\", \"membership\": \"%s\"}"
                        .formatted(membership));
    }

    @Test
    void a_correction_may_say_which_event_it_was_made_after() {
        rows(HEADER + row("exp-1"));
        var behind = Samples.CORRECTED.replaceFirst("\\{", "{\"event\": 3, ");
        var fitting = Samples.CORRECTED.replaceFirst("\\{", "{\"event\": 0, ");

        assertThat(ingest.correct("exp-1", behind).status()).isEqualTo(409);
        assertThat(ingest.correct("exp-1", fitting).status()).isEqualTo(201);
        assertThat(ingest.correct("exp-1", fitting).status()).isEqualTo(200);
        var line =
                fitting.replace("\n", "")
                        .replaceFirst("\\{", "{\"report\": \"freedonia.river-treaty.exp-1\", ")
                        .replace("against", "none");
        var answer =
                ingest.send(
                        "POST", "/v1/corrections", line, "Content-Type", "application/x-ndjson");
        assertThat(answer.lines().getFirst().path("status").asInt()).isEqualTo(409);
        assertThat(ingest.events("exp-1")).hasSize(2);
    }

    @Test
    void a_correction_that_misses_an_event_of_another_service_is_warned() throws Exception {
        rows(HEADER + row("miss-1"));
        var id = ReportId.parse("freedonia.river-treaty.miss-1");
        var names = new NameLookup(ingest.bean(RegistryLog.class).registry(), Registering.NONE);
        var today = LocalDate.of(2025, 1, 1);
        var body = Samples.CORRECTED.replace("against", "none").getBytes(UTF_8);
        var report = new ReportForm(Fields.of(body), names, today, id).read().report();
        var correction =
                new Amendment.Correction(
                        id,
                        report,
                        ReportIntake.resolved(report, names, today),
                        ReportDigest.of(report),
                        new AmendmentPrecondition(0, null, true));

        Amended amended;
        try (var _ = Sender.workForNobody()) {
            amended = secondService().write(correction, RowsTest::correctAtTheOther).join();
        }

        assertThat(ingest.events("miss-1")).hasSize(3);
        assertThat(amended.event()).isEqualTo(2);
        assertThat(amended.warnings())
                .extracting(Violation::pointer, Violation::message)
                .containsExactly(
                        tuple(
                                "/event",
                                "is 0, but event 1 of the report was written at the same time: this correction replaces its content. Read the report again"));
    }

    private static void correctAtTheOther(ReportState now) {
        assertThat(ingest.correct("miss-1", Samples.CORRECTED).status()).isEqualTo(201);
    }

    /** One queues the changes of its own only. */
    private static AmendmentLog secondService() {
        var topic = ingest.bean(KafkaConfig.class).topics().reports();
        return new AmendmentLog(
                topic,
                ingest.bean(ReportLog.class),
                ingest.bean(Appender.class),
                ingest.bean(ReportIndex.class),
                new LogEnd(topic, ingest.bean(Admin.class), ingest.bean(TopicReader.class)),
                InstantSource.system());
    }

    @Test
    void an_exported_row_has_the_month_of_a_publication_alone() {
        var header =
                "report,event,id,holder,spokenFor,issue,stance,published,publishedOn,outlet\r\n";
        var filed = ",,month-1,freedonia,freedonia,river-treaty,favor,,2024-03,daily-planet\r\n";
        var row =
                "freedonia.river-treaty.month-1,0,,freedonia,freedonia,river-treaty,favor,2024-03,,daily-planet\r\n";
        rows(header + filed);

        assertThat(lineAndStatus(rows(header + row).lines().getFirst())).isEqualTo("2:200");
        var both = rows(header + row.replace("2024-03,", "2024-03,2024-03-31")).lines().getFirst();
        assertThat(both.at("/problem/violations/0/cell").asText()).isEqualTo("I2");
        var edited = rows(header + row.replace("2024-03", "2024-02")).lines().getFirst();
        assertThat(lineAndStatus(edited)).isEqualTo("2:201");
        league("defined");
        rows(header + filed.replace("freedonia", "league"));
        league("undefined");
        var refusedToday = rows(header + row.replace("freedonia", "league")).lines().getFirst();
        assertThat(lineAndStatus(refusedToday)).isEqualTo("2:200");
    }

    @Test
    void a_dry_run_answers_the_same_and_writes_nothing() {
        rows(HEADER + row("dry-1"));
        var rows =
                String.join(
                        "\r\n",
                        "report,event,id,holder,spokenFor,issue,stance,saidOn,outlet",
                        ",,dry-2,freedonia,,river-treaty,favor,2024-03-01,daily-planet",
                        ",,dry-1,freedonia,,river-treaty,favor,2024-03-01,daily-planet",
                        ",,dry-1,freedonia,,river-treaty,none,2024-03-01,daily-planet",
                        "freedonia.river-treaty.dry-1,0,,freedonia,,river-treaty,none,2024-03-01,daily-planet",
                        ",,dry-3,atlantis,,river-treaty,none,2024-03-01,daily-planet");
        var before = ingest.reports().size();

        var answer = send(rows.getBytes(UTF_8), "text/csv", "?dryRun=true&register=state").lines();

        assertThat(answer.stream().map(RowsTest::lineAndStatus))
                .containsExactly("2:201", "3:200", "4:409", "5:201", "6:201", "0:0");
        assertThat(answer.get(3).path("event").asInt()).isEqualTo(1);
        assertThat(answer.get(4).at("/registered/0/id").asText()).isEqualTo("atlantis");
        assertThat(answer.getLast().toString())
                .isEqualTo(
                        "{\"summary\":{\"lines\":5,\"created\":3,\"corrected\":1,\"repeated\":1,\"failed\":1},\"dryRun\":true}");
        assertThat(ingest.reports()).hasSize(before);
        assertThat(rows(HEADER + row("dry-4").replace("freedonia", "atlantis")).body())
                .contains("no actor is called 'atlantis'");
    }

    private static String row(String id) {
        return "%s,freedonia,,river-treaty,favor,2024-03-01,Daily Planet\r\n".formatted(id);
    }

    private static String exported(String token, int event) {
        return "freedonia.river-treaty.%s,%d,,freedonia,,river-treaty,favor,2024-03-01,daily-planet\r\n"
                .formatted(token, event);
    }

    private static RunningIngest.Answer rows(String text) {
        return send(text.getBytes(UTF_8), "text/csv");
    }

    private static RunningIngest.Answer send(byte[] rows, String type) {
        return send(rows, type, "");
    }

    private static RunningIngest.Answer send(byte[] rows, String type, String query) {
        return ingest.send("POST", "/v1/reports" + query, rows, "Content-Type", type);
    }

    private static String lineAndStatus(JsonNode line) {
        return line.path("line").asInt() + ":" + line.path("status").asInt();
    }
}
