package org.demarche.cli.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Run;
import org.demarche.cli.client.Gateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportTest {

    private static final String FREEDONIA =
            "{\"type\":\"actor\",\"id\":\"freedonia\",\"entry\":{\"name\":\"Freedonia ❦\"}}\n";
    private static final String TREATY =
            "{\"type\":\"issue\",\"id\":\"dam-treaty\",\"entry\":{}}\n";
    private static final String TWO_ENTRIES = "{\"summary\":{\"entries\":2}}\n";
    private static final String FILED =
            "{\"report\":\"freedonia.dam-treaty.a\",\"type\":\"report-filed\",\"body\":{},\"cursor\":\"c 1\"}\n";
    private static final String RETRACTED =
            "{\"report\":\"freedonia.dam-treaty.a\",\"type\":\"report-retracted\",\"body\":{},\"cursor\":\"c2\"}\n";
    private static final String UNREADABLE =
            "{\"unreadable\":\"3@17\",\"reason\":\"no JSON\",\"cursor\":\"c3\"}\n";
    private static final String SUMMARY =
            "{\"summary\":{\"events\":2,\"unreadable\":0},\"cursor\":\"c2\"}\n";

    /** The end that the command writes after both. */
    private static final String WHOLE =
            "{\"summary\":{\"entries\":2,\"events\":2,\"unreadable\":0}}\n";

    @TempDir Path home;

    private FakeGateway gateway;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
        file = home.resolve("all.ndjson");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void the_registry_and_the_log_go_to_standard_output_byte_for_byte() {
        gateway.answers(200, FREEDONIA + TREATY + TWO_ENTRIES)
                .answers(200, FILED + RETRACTED + SUMMARY);

        assertThat(demarche("export", "--actor", "Freedonia"))
                .isEqualTo(
                        new Run(
                                0,
                                FREEDONIA + TREATY + FILED + RETRACTED + WHOLE,
                                "2 entries, 2 events.\n"));
        assertThat(requests())
                .containsExactly(
                        "GET /v1/export/registry", "GET /v1/export/reports?actor=Freedonia");
    }

    @Test
    void what_one_access_token_wrote_is_exported_alone() {
        gateway.answers(200, FREEDONIA + TREATY + TWO_ENTRIES)
                .answers(200, FILED + RETRACTED + SUMMARY);

        assertThat(demarche("export", "--recorded-by", "Desk, night").exitCode()).isZero();
        assertThat(requests())
                .containsExactly(
                        "GET /v1/export/registry",
                        "GET /v1/export/reports?recordedBy=Desk%2C%20night");
        assertThat(demarche("export", "--recorded-by", "Desk", "--format", "csv"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "--recorded-by needs --format ndjson: only the log knows who wrote an event.\n"));
    }

    @Test
    void a_file_gets_its_name_when_it_is_whole() throws IOException {
        gateway.answers(200, FREEDONIA + "{\"summary\":{\"entries\":1}}")
                .answers(200, FILED + SUMMARY);

        assertThat(demarche("export", "--output", file.toString(), "--json"))
                .isEqualTo(new Run(0, "", "{\"entries\":1,\"events\":1,\"unreadable\":0}\n"));
        assertThat(files()).containsExactly("all.ndjson");
        assertThat(file)
                .hasContent(
                        FREEDONIA
                                + FILED
                                + "{\"summary\":{\"entries\":1,\"events\":1,\"unreadable\":0}}");
    }

    @Test
    void where_the_connection_breaks_the_rest_is_fetched_behind_the_last_whole_line()
            throws IOException {
        gateway.breaksOffAfter(FREEDONIA + TREATY.substring(0, 9))
                .answers(200, FREEDONIA + TREATY + TWO_ENTRIES)
                .breaksOffAfter(FILED + RETRACTED.substring(0, 20))
                .answers(200, RETRACTED + SUMMARY);

        assertThat(demarche("export", "--output", file.toString()))
                .isEqualTo(new Run(0, "", "2 entries, 2 events.\n"));
        assertThat(file).hasContent(FREEDONIA + TREATY + FILED + RETRACTED + WHOLE);
        assertThat(requests())
                .containsExactly(
                        "GET /v1/export/registry",
                        "GET /v1/export/registry",
                        "GET /v1/export/reports",
                        "GET /v1/export/reports?cursor=c%201");
    }

    @Test
    void a_stream_that_ends_without_its_summary_is_no_whole_one() {
        gateway.answers(200, FREEDONIA + TREATY + TWO_ENTRIES)
                .answers(200, FILED + RETRACTED.strip().substring(0, 30))
                .answers(200, RETRACTED + SUMMARY);

        assertThat(demarche("export").out())
                .isEqualTo(FREEDONIA + TREATY + FILED + RETRACTED + WHOLE);
    }

    @Test
    void what_breaks_off_again_and_again_is_kept_under_another_name() throws IOException {
        gateway.answers(200, FREEDONIA + TREATY + TWO_ENTRIES).answers(200, FILED);
        for (var i = 0; i < 5; i++) gateway.answers(200, "");
        var pauses = new ArrayList<Long>();

        try (var sink = new FileSink(file, false)) {
            var export =
                    new LogExport(
                            new Gateway(URI.create(gateway.url())), sink, pauses::add, _ -> {});

            assertThatThrownBy(() -> export.write(null, null))
                    .hasMessage(
                            "The export broke off after 2 entries and 1 events: its summary is missing. The part that was written is in %s.part.",
                            file);
        }

        assertThat(pauses).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(files()).containsExactly("all.ndjson.part");
        assertThat(home.resolve("all.ndjson.part")).hasContent(FREEDONIA + TREATY + FILED);
    }

    @Test
    void unreadable_records_are_exported_counted_and_an_answer_of_no() throws IOException {
        gateway.answers(200, FREEDONIA + TREATY + TWO_ENTRIES)
                .answers(200, FILED + UNREADABLE + SUMMARY);

        assertThat(demarche("export", "--output", file.toString()))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "2 entries, 1 events; 1 records of the log could not be read.\n"));
        assertThat(file)
                .hasContent(
                        FREEDONIA
                                + TREATY
                                + FILED
                                + UNREADABLE
                                + "{\"summary\":{\"entries\":2,\"events\":1,\"unreadable\":1}}\n");
    }

    @Test
    void a_refusal_leaves_no_file() throws IOException {
        gateway.answers(200, FREEDONIA + TREATY + TWO_ENTRIES)
                .answers(
                        404,
                        "{\"title\":\"Unknown name\",\"status\":404,\"detail\":\"No actor is called 'x'\",\"suggestions\":[\"freedonia\"]}");

        assertThat(demarche("export", "--actor", "x", "--output", file.toString()))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "Unknown name: No actor is called 'x': did you mean freedonia?\n"));
        assertThat(files()).isEmpty();
    }

    @Test
    void a_file_that_is_there_is_replaced_only_when_told_to() throws IOException {
        Files.writeString(file, "old");

        assertThat(demarche("export", "--output", file.toString()))
                .isEqualTo(new Run(2, "", file + " exists already: --force replaces it.\n"));
        assertThat(demarche("export", "--output", home.toString(), "--force"))
                .isEqualTo(new Run(2, "", home + " is not a file.\n"));
        assertThat(gateway.asked()).isEmpty();

        gateway.answers(200, FREEDONIA + TREATY + TWO_ENTRIES).answers(200, SUMMARY);
        assertThat(demarche("export", "--output", file.toString(), "--force").exitCode()).isZero();
        assertThat(file)
                .hasContent(
                        FREEDONIA
                                + TREATY
                                + "{\"summary\":{\"entries\":2,\"events\":0,\"unreadable\":0}}");
    }

    @Test
    void statements_come_in_other_forms_with_their_rows_counted() {
        var csv = "id,summary\r\na,\"two\r\nlines, \"\"quoted\"\"\"\r\nb,one\r\n";
        gateway.answers(200, csv).answers(200, "{\"text\":\"\\\"\"}\n{}\n");

        assertThat(demarche("export", "--format", "csv", "--actor", "freedonia"))
                .isEqualTo(new Run(0, csv, "2 rows.\n"));
        assertThat(demarche("export", "--format", "claims", "--issue", "dam", "--issue", "toll"))
                .isEqualTo(new Run(0, "{\"text\":\"\\\"\"}\n{}\n", "2 rows.\n"));
        assertThat(demarche("export", "--issue", "dam").exitCode()).isEqualTo(2);
        assertThat(requests())
                .containsExactly(
                        "GET /v1/export/statements?format=csv&actor=freedonia",
                        "GET /v1/export/statements?format=claims&issue=dam&issue=toll");
    }

    @Test
    void statements_are_exported_of_another_time_by_a_rule_and_by_grades_and_the_log_as_it_is() {
        gateway.answers(200, "id\r\na\r\n");

        assertThat(
                        demarche(
                                "export",
                                "--format",
                                "csv",
                                "--as-of",
                                "2023-12-31",
                                "--as-known",
                                "2024-06-30",
                                "--min-reliability",
                                "C",
                                "--rule",
                                "latest-own/1"))
                .isEqualTo(new Run(0, "id\r\na\r\n", "1 row.\n"));
        assertThat(requests())
                .containsExactly(
                        "GET /v1/export/statements?format=csv&asOf=2023-12-31&asKnown=2024-06-30&minReliability=C&rule=latest-own%2F1");
        assertThat(demarche("export", "--as-known", "2024-01-01").err())
                .contains("--format ndjson takes no time, no grades and no rule");
    }

    @Test
    void statements_that_break_off_are_no_file() throws IOException {
        gateway.breaksOffAfter("id,summary\r\n");

        var run = demarche("export", "--format", "csv", "--output", file.toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("The export broke off after")
                .endsWith("The part that was written is in %s.part.%n".formatted(file));
        assertThat(files()).containsExactly("all.ndjson.part");
    }

    @Test
    void a_form_that_there_is_not_is_told_with_those_that_there_are() {
        assertThat(demarche("export", "--format", "xml"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                """
                                Invalid value for option '--format': expected one of [ndjson, csv, claims, plover, sheet, xlsx, sqlite] (case-sensitive) but was 'xml'
                                See `demarche export --help`.
                                """));
    }

    @ParameterizedTest
    @CsvSource({
        "out.xlsx, --format xlsx",
        "out.csv, --format csv or --format sheet",
        "out.db, --format sqlite"
    })
    void a_file_is_what_its_name_says(String name, String advice) {
        var run = demarche("export", "--output", home.resolve(name).toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("add " + advice);
        assertThat(home.resolve(name)).doesNotExist();
    }

    @Test
    void a_workbook_has_no_byte_order_mark_before_its_first_header() {
        gateway.answers(200, "report,event\r\na.b.c,0\r\n").answers(200, "report,event\r\n");

        for (var format : List.of("xlsx", "sheet")) {
            var output = home.resolve("reports." + format).toString();
            assertThat(demarche("export", "--format", format, "--output", output).exitCode())
                    .isZero();
        }

        assertThat(requests())
                .containsExactly(
                        "GET /v1/export/reports?format=csv",
                        "GET /v1/export/reports?format=csv&bom=true");
    }

    @Test
    void nobody_reading_ends_the_export() {
        var nobody =
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };

        try (var sink = new TerminalSink(new PrintWriter(nobody, false, UTF_8))) {
            sink.write(FILED.getBytes(UTF_8));
            assertThatThrownBy(sink::finish)
                    .hasMessage(
                            "The export is not complete: it could not be written to standard output.");
        }
    }

    private List<String> requests() {
        return gateway.asked().stream().map(FakeGateway.Asked::request).toList();
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(home)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private Run demarche(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", gateway.url()));
        return Run.demarche(home, all.toArray(String[]::new));
    }
}
