package org.demarche.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTest {

    @TempDir Path home;

    private FakeGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void lines_are_sent_as_they_stand_and_counted() throws IOException {
        gateway.answers(200, summary(2, 1, 0, "r0:3"));
        var file = file("reports.ndjson", "{\"a\":1}\n{\"b\":2}\n{\"c\":3}");

        var run = load(file);

        assertThat(run)
                .isEqualTo(new Run(0, "3 lines: 2 filed, 1 known already, 0 refused.\n", ""));
        assertThat(gateway.asked())
                .containsExactly(
                        new FakeGateway.Asked(
                                "POST /v1/reports?results=errors",
                                "{\"a\":1}\n{\"b\":2}\n{\"c\":3}"));
        assertThat(gateway.tokens())
                .as("it ends when reads have it")
                .containsExactly("null", "r0:3");
    }

    @Test
    void a_small_file_goes_in_small_batches_at_first() throws IOException {
        var line = "x".repeat(9_999) + "\n";
        gateway.answers(200, summary(4, 0, 0, "r0:3")).answers(200, summary(6, 0, 0, "r0:4"));

        load(file("reports.ndjson", line.repeat(10)));

        assertThat(gateway.asked())
                .extracting(asked -> asked.body().length())
                .containsExactly(40_000, 60_000);
    }

    @Test
    void a_batch_has_no_more_lines_than_the_service_holds_answers() throws IOException {
        gateway.answers(200, summary(400, 0, 0, "r0:3"))
                .answers(200, summary(400, 0, 0, "r0:4"))
                .answers(200, summary(100, 0, 0, "r0:5"));

        load(file("reports.ndjson", "\n".repeat(1_000) + "1\n\n".repeat(900)));

        assertThat(gateway.asked())
                .extracting(asked -> asked.body().replace("\n", "").length())
                .containsExactly(400, 400, 100);
    }

    @Test
    void a_refused_line_is_named_by_file_and_number_and_makes_the_answer_no() throws IOException {
        gateway.answers(
                200, refused(2, 422, "/stance", "unknown stance") + summary(2, 0, 1, "r0:3"));
        var file = file("reports.ndjson", "1\n2\n3\n");

        var run = load(file);

        assertThat(run)
                .isEqualTo(
                        new Run(
                                1,
                                "3 lines: 2 filed, 0 known already, 1 refused.\n",
                                file + ":2: /stance: unknown stance\n"));
    }

    @Test
    void a_long_file_goes_in_batches_and_keeps_its_line_numbers() throws IOException {
        var line = "x".repeat(1_199_999) + "\n";
        var file = file("long.ndjson", line.repeat(3) + "1\n");
        gateway.answers(200, summary(1, 0, 0, "r0:1,r10:7"))
                .answers(200, summary(1, 0, 0, "r0:3"))
                .answers(200, summary(1, 0, 0, ""))
                .answers(200, refused(1, 413, "", "too long") + summary(0, 0, 1, "r0:2,r1:1"));

        var run = load(file, "--json");

        assertThat(gateway.asked())
                .extracting(asked -> asked.body().length())
                .containsExactly(1_200_000, 1_200_000, 1_200_000, 2);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(new ObjectMapper().readTree(run.out()))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"lines":4,"filed":3,"known":0,"failed":1,"token":"r0:3,r1:1,r10:7",
                                         "refused":[{"file":"%s","line":4,"status":413,"reason":"too long"}]}"""
                                                .formatted(file)));
    }

    @Test
    void what_kafka_could_not_take_now_is_sent_again_and_counted_once() throws IOException {
        gateway.refusesForNow()
                .answers(200, refused(2, 504, "", "outcome unknown") + summary(1, 0, 1, "r0:1"))
                .answers(200, summary(1, 1, 0, "r0:2"));

        var run = load(file("reports.ndjson", "1\n2\n"));

        assertThat(run)
                .isEqualTo(new Run(0, "2 lines: 2 filed, 0 known already, 0 refused.\n", ""));
        assertThat(gateway.asked()).hasSize(3);
    }

    @Test
    void a_gateway_that_refuses_the_whole_ends_the_load_and_says_how_far_it_came()
            throws IOException {
        gateway.answers(415, "{\"title\":\"Unsupported media type\",\"status\":415}");
        var file = file("reports.ndjson", "1\n");

        assertThat(load(file))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                file
                                        + ": stopped before line 1; send the same lines again to go on.\nUnsupported media type\n"));
    }

    @Test
    void a_program_hears_where_a_load_was_stopped() throws IOException {
        gateway.answers(415, "{\"title\":\"Unsupported media type\",\"status\":415}");
        var file = file("reports.ndjson", "1\n");

        var problem = new ObjectMapper().readTree(load(file, "--json").err());

        assertThat(problem.path("status").asInt()).isEqualTo(415);
        assertThat(problem.path("file").asText()).isEqualTo(file.toString());
        assertThat(problem.path("line").asLong()).isEqualTo(1);
        assertThat(problem.path("hint").asText())
                .isEqualTo(file + ": stopped before line 1; send the same lines again to go on.");
    }

    @Test
    void a_file_that_is_not_there_is_found_out_before_anything_is_sent() throws IOException {
        var missing = home.resolve("missing.ndjson");

        assertThat(load(file("reports.ndjson", "1\n"), missing.toString()))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                missing + " cannot be read: there is no such file or folder.\n"));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void an_export_is_restored_at_its_own_address() throws IOException {
        gateway.answers(200, summary(2, 1, 0, "r0:3"));
        var lines = "{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n{\"summary\":{}}\n\n";
        var file = file("export.ndjson", lines);

        assertThat(load(file, "--restore"))
                .isEqualTo(new Run(0, "5 lines: 2 restored, 1 known already, 0 refused.\n", ""));
        assertThat(gateway.asked())
                .containsExactly(new FakeGateway.Asked("POST /v1/restore?results=errors", lines));
    }

    @Test
    void an_export_without_its_end_is_restored_as_far_as_it_goes_and_told_to_be_cut_off()
            throws IOException {
        gateway.answers(200, summary(1, 0, 0, "r0:3"));
        var file = file("export.ndjson", "{\"a\":1}\n");

        assertThat(load(file, "--restore"))
                .isEqualTo(
                        new Run(
                                1,
                                "1 line: 1 restored, 0 known already, 0 refused.\n",
                                file
                                        + " is not complete: it does not end with a summary. Export once more and load that file; events that are restored already are not written twice.\n"));
    }

    @Test
    void a_log_with_reports_of_its_own_takes_no_export() throws IOException {
        gateway.answers(
                409,
                """
                {"type":"/problems/log-not-empty","title":"Log not empty","status":409,"detail":"The log has 85 reports"}""");
        var file = file("export.ndjson", "1\n");

        assertThat(load(file, "--restore"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                file
                                        + """
                                         cannot be restored here: the log has reports of its own. An empty stack starts with `demarche up --no-seeds --data DIR`.
                                        Log not empty: The log has 85 reports
                                        """));
    }

    @Test
    void names_are_registered_as_the_kind_that_is_said_and_told() throws IOException {
        gateway.answers(
                200,
                """
                {"line":1,"status":201,"registered":[{"type":"actor","id":"bel","kind":"person","name":"Bel","near":["Ben","Bea"]},{"type":"outlet","id":"sun","name":"The Sun","near":[]}]}
                """
                        + summary(1, 0, 0, "r0:3"));
        var file = file("reports.ndjson", "1\n");

        var run = load(file, "--register", "person", "--force");

        assertThat(run)
                .isEqualTo(
                        new Run(
                                0,
                                """
                                Registered 'Bel' as the person bel; near to it: Ben, Bea.
                                Registered 'The Sun' as the outlet sun.
                                1 line: 1 filed, 0 known already, 0 refused.
                                """,
                                ""));
        assertThat(gateway.asked())
                .extracting(FakeGateway.Asked::request)
                .containsExactly("POST /v1/reports?results=errors&register=person&force=true");
    }

    @Test
    void what_is_odd_about_a_line_is_told_with_its_number() throws IOException {
        gateway.answers(
                200,
                """
                {"line":2,"status":201,"id":"a.b.c","warnings":[{"pointer":"/holder","message":"norland ended on 1990"}]}
                """
                        + summary(2, 0, 0, "r1:2"));
        var file = file("reports.ndjson", "1\n2\n");

        var run = load(file, "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(new ObjectMapper().readTree(run.out()).at("/warnings/0").asText())
                .isEqualTo("%s:2: warning: /holder: norland ended on 1990".formatted(file));
    }

    @Test
    void what_was_registered_is_in_the_answer_as_json() throws IOException {
        gateway.answers(
                200,
                """
                {"line":1,"status":201,"registered":[{"type":"issue","id":"dam","name":"Dam","near":[]}]}
                """
                        + summary(1, 0, 0, "r0:3"));

        var run = load(file("reports.ndjson", "1\n"), "--register", "true", "--json");

        assertThat(new ObjectMapper().readTree(run.out()).at("/registered/0").asText())
                .isEqualTo("Registered 'Dam' as the issue dam.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --register planet           | --register: 'planet' is not one of state, organization, person, group, true.
                    --force                     | --force needs --register: give both.
                    --restore --register person | --restore takes its names from the export: leave --register out.
                    """)
    void a_registration_that_cannot_be_meant_is_refused(String options, String message)
            throws IOException {
        var run = load(file("reports.ndjson", "1\n"), options.split(" "));

        assertThat(run).isEqualTo(new Run(2, "", message + "\n"));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void one_export_is_restored_at_a_time() throws IOException {
        var file = file("export.ndjson", "1\n");

        assertThat(load(file, file.toString(), "--restore"))
                .isEqualTo(new Run(2, "", "--restore takes one file.\n"));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void what_writes_never_guesses_its_gateway() throws IOException {
        var file = file("reports.ndjson", "1\n");
        var data = home.resolve("data");

        assertThat(Run.demarche(home, "load", file.toString(), "--data", data.toString()))
                .isEqualTo(
                        new Run(
                                3,
                                "",
                                "No stack is running on %s. `demarche up --data %s` starts a stack there.%n"
                                        .formatted(data, data)));
        assertThat(Run.demarche(home, "load", file.toString()).err())
                .startsWith("No stack is running on " + home.resolve(".demarche"))
                .contains("Nothing was sent: name the gateway with --url");
    }

    @Test
    void a_folder_on_the_command_line_comes_before_the_environment() throws Exception {
        var file = file("reports.ndjson", "1\n");
        var environment = Map.of("DEMARCHE_URL", gateway.url());

        var elsewhere =
                Run.process(home, environment, "load", file.toString(), "--data", home.toString());

        assertThat(elsewhere.exitCode()).isEqualTo(3);
        assertThat(elsewhere.err()).startsWith("No stack is running on " + home);
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void two_gateways_on_one_command_line_are_refused() throws IOException {
        var file = file("reports.ndjson", "1\n");

        assertThat(load(file, file.toString(), "--data", home.toString()))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "--url and --data may name two gateways: give one of them.%n"
                                        .formatted()));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void a_file_in_another_encoding_is_refused_before_anything_of_it_is_sent() throws IOException {
        var good = file("good.ndjson", "{\"summary\": \"Übersetzt\"}\n");
        var other = home.resolve("other.ndjson");
        Files.writeString(
                other,
                "{}\n{\"summary\": \"Das Ministerium hält die Übersetzung für falsch\"}\n",
                Charset.forName("windows-1252"));

        var run = load(good, other.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith(
                        "%s is not in UTF-8: byte 34, in line 2. Nothing was filed from it."
                                .formatted(other))
                .contains("WINDOWS-1252");
        assertThat(gateway.asked()).isEmpty();
    }

    private static String summary(int created, int repeated, int failed, String token) {
        return """
        {"summary":{"lines":%d,"created":%d,"repeated":%d,"failed":%d},"token":"%s"}
        """
                .formatted(created + repeated + failed, created, repeated, failed, token);
    }

    private static String refused(int line, int status, String pointer, String message) {
        return """
        {"line":%d,"status":%d,"problem":{"title":"No","status":%d,"violations":[{"pointer":"%s","message":"%s"}]}}
        """
                .formatted(line, status, status, pointer, message);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(home.resolve(name), content);
    }

    private Run load(Path file, String... more) {
        var all = new ArrayList<>(List.of("load", file.toString()));
        all.addAll(List.of(more));
        all.addAll(List.of("--url", gateway.url()));
        return Run.demarche(home, all.toArray(String[]::new));
    }
}
