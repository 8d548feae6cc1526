package org.demarche.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Corrections and retractions. */
class AmendingTest extends GatewayCalls {

    @Test
    void a_report_is_retracted_with_the_reason() {
        gateway.answers(
                201,
                "{\"id\":\"freedonia.dam-treaty.r1\",\"event\":1,\"retracted\":true,\"token\":\"r0:4\"}");

        assertThat(
                        demarche(
                                "retract",
                                "freedonia.dam-treaty.r1",
                                "--reason",
                                "The \"Daily\" withdrew it"))
                .isEqualTo(
                        new Run(
                                0,
                                "freedonia.dam-treaty.r1 is retracted: event 1 of the report.\n",
                                ""));
        assertThat(gateway.asked())
                .containsExactly(
                        new FakeGateway.Asked(
                                "POST /v1/reports/freedonia.dam-treaty.r1/retractions",
                                "{\"reason\":\"The \\\"Daily\\\" withdrew it\"}"));
        assertThat(gateway.tokens())
                .as("it ends when reads have it")
                .containsExactly("null", "r0:4");
    }

    @Test
    void retracting_again_says_that_it_was_done_before() {
        gateway.answers(
                200,
                "{\"id\":\"freedonia.dam-treaty.r1\",\"event\":1,\"retracted\":true,\"token\":\"r0:4\"}");

        assertThat(demarche("retract", "freedonia.dam-treaty.r1", "--why", "Again"))
                .isEqualTo(
                        new Run(
                                0,
                                "freedonia.dam-treaty.r1 is retracted already, by event 1 of the report: nothing was written.\n",
                                ""));
    }

    @Test
    void a_retraction_has_a_reason() {
        assertThat(demarche("retract", "freedonia.dam-treaty.r1"))
                .isEqualTo(
                        new Run(2, "", "Give the reason for the retraction with --reason TEXT.\n"));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void a_correction_is_sent_as_it_stands() throws IOException {
        gateway.answers(
                201,
                "{\"id\":\"freedonia.dam-treaty.r1\",\"statement\":\"freedonia.dam-treaty.b\",\"event\":2,\"token\":\"r0:5\"}");
        var file = file("{\n  \"stance\": \"favor\" }\n");

        assertThat(demarche("correct", "freedonia.dam-treaty.r1", file))
                .isEqualTo(
                        new Run(
                                0,
                                "freedonia.dam-treaty.r1 is corrected: event 2 of the report, statement freedonia.dam-treaty.b.\n",
                                ""));
        assertThat(gateway.asked())
                .containsExactly(
                        new FakeGateway.Asked(
                                "POST /v1/reports/freedonia.dam-treaty.r1/corrections",
                                "{\n  \"stance\": \"favor\" }\n"));
    }

    @Test
    void correcting_to_what_stands_says_that_nothing_was_written() throws IOException {
        var answer = "{\"id\":\"freedonia.dam-treaty.r1\",\"event\":0,\"token\":\"r0:4\"}";
        gateway.answers(200, answer).answers(200, "{}").answers(200, answer);
        var file = file("{}");

        assertThat(demarche("correct", "freedonia.dam-treaty.r1", file))
                .isEqualTo(
                        new Run(
                                0,
                                "freedonia.dam-treaty.r1 has this content already: nothing was written.\n",
                                ""));
        assertThat(demarche("correct", "freedonia.dam-treaty.r1", file, "--json"))
                .isEqualTo(new Run(0, answer + "\n", ""));
    }

    @Test
    void a_refused_correction_says_each_fault_and_what_to_do() throws IOException {
        gateway.answers(
                409,
                "{\"type\":\"/problems/holder-fixed\",\"title\":\"Holder fixed\",\"status\":409,\"detail\":\"Retract this report and file a new one\",\"violations\":[{\"pointer\":\"/holder\",\"message\":\"is freedonia\"}]}");

        assertThat(demarche("correct", "freedonia.dam-treaty.r1", file("{}")))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "Holder fixed: Retract this report and file a new one\n  /holder: is freedonia\n"));
    }

    @Test
    void what_is_no_report_is_not_sent() throws IOException {
        var missing = home.resolve("missing.json").toString();

        assertThat(demarche("correct", "freedonia.dam-treaty.r1", missing))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                missing + " cannot be read: there is no such file or folder.\n"));
        var long_ = file(" ".repeat((1 << 20) + 1));
        assertThat(demarche("correct", "freedonia.dam-treaty.r1", long_))
                .isEqualTo(new Run(2, "", long_ + " is longer than 1 MiB: is this one report?\n"));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void retractions_are_read_from_standard_input_a_line_each() {
        gateway.answers(
                200,
                """
                {"line":2,"status":404,"problem":{"title":"Not Found","status":404,"detail":"There is no report a.b.c"}}
                {"summary":{"lines":3,"created":1,"repeated":1,"failed":1},"token":"r0:4"}
                """);
        var lines =
                """
                {"report":"freedonia.dam-treaty.r1","reason":"Killed"}
                {"report":"a.b.c","reason":"Killed"}
                {"report":"freedonia.dam-treaty.r2","reason":"Killed"}
                """;

        assertThat(piped(lines, "retract", "-"))
                .isEqualTo(
                        new Run(
                                1,
                                "3 lines: 1 retracted, 1 known already, 1 refused.\n",
                                "-:2: There is no report a.b.c\n"));
        assertThat(gateway.asked())
                .containsExactly(
                        new FakeGateway.Asked("POST /v1/retractions?results=errors", lines));
    }

    @Test
    void ids_alone_are_retracted_for_one_reason() {
        gateway.answers(
                200,
                """
                {"line":3,"status":422,"problem":{"title":"Invalid body","status":422,"violations":[{"pointer":"/report","message":"'r2' is not a report id"}]}}
                {"summary":{"lines":2,"created":1,"repeated":0,"failed":1},"token":"r0:4"}
                """);

        assertThat(
                        piped(
                                "freedonia.dam-treaty.r1 \n\nr2\n",
                                "retract",
                                "-",
                                "--reason",
                                "The \"Daily\" withdrew it"))
                .isEqualTo(
                        new Run(
                                1,
                                "3 lines: 1 retracted, 0 known already, 1 refused.\n",
                                "-:3: /report: 'r2' is not a report id\n"));
        assertThat(gateway.asked())
                .containsExactly(
                        new FakeGateway.Asked(
                                "POST /v1/retractions?results=errors",
                                """
                                {"reason":"The \\"Daily\\" withdrew it","report":"freedonia.dam-treaty.r1"}

                                {"reason":"The \\"Daily\\" withdrew it","report":"r2"}
                                """));
    }

    @Test
    void all_that_one_access_token_filed_is_retracted_and_what_it_changed_is_named() {
        gateway.answers(
                        200,
                        """
                        {"report":"freedonia.dam-treaty.r1","type":"report-filed","body":{},"cursor":"c1"}
                        {"report":"sylvania.dam-treaty.r9","type":"report-corrected","body":{},"cursor":"c2"}
                        {"report":"freedonia.dam-treaty.r1","type":"report-corrected","body":{},"cursor":"c3"}
                        {"report":"freedonia.dam-treaty.r2","type":"report-filed","body":{},"cursor":"c4"}
                        {"summary":{"events":4,"unreadable":0},"cursor":"c4"}
                        """)
                .answers(
                        200,
                        "{\"summary\":{\"lines\":2,\"created\":2,\"repeated\":0,\"failed\":0},\"token\":\"r0:4\"}\n");

        assertThat(demarche("retract", "--recorded-by", "Desk, night", "--reason", "Stolen token"))
                .isEqualTo(
                        new Run(
                                0,
                                "2 lines: 2 retracted, 0 known already, 0 refused.\n",
                                "sylvania.dam-treaty.r9 was changed by Desk, night, but filed by somebody else, so it was not retracted: `demarche report sylvania.dam-treaty.r9` shows its events. Correct the report if the change is wrong.\n"));
        assertThat(gateway.asked())
                .containsExactly(
                        new FakeGateway.Asked(
                                "GET /v1/export/reports?recordedBy=Desk%2C%20night", ""),
                        new FakeGateway.Asked(
                                "POST /v1/retractions?results=errors",
                                """
                                {"reason":"Stolen token","report":"freedonia.dam-treaty.r1"}
                                {"reason":"Stolen token","report":"freedonia.dam-treaty.r2"}
                                """));
    }

    @Test
    void nothing_is_retracted_if_the_list_of_reports_is_not_complete() {
        gateway.answers(
                200, "{\"unreadable\":\"3@17\",\"reason\":\"no JSON\",\"cursor\":\"c1\"}\n");

        assertThat(demarche("retract", "--recorded-by", "Desk", "--reason", "Stolen token"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "The log has a record that cannot be read (3@17): nothing was retracted.\n"));
        assertThat(gateway.asked()).hasSize(1);
    }

    @Test
    void a_retraction_is_of_a_report_or_of_an_access_token() {
        var sentence = "Name either the report, or an access token with --recorded-by NAME.\n";

        assertThat(demarche("retract", "--reason", "No")).isEqualTo(new Run(2, "", sentence));
        assertThat(demarche("retract", "r1", "--recorded-by", "Desk", "--reason", "No"))
                .isEqualTo(new Run(2, "", sentence));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void corrections_are_read_from_standard_input_a_line_each() {
        gateway.answers(
                200,
                """
                {"line":1,"status":201,"id":"freedonia.dam-treaty.r1","statement":"freedonia.dam-treaty.b","event":1,"warnings":[{"pointer":"/holder","message":"freedonia ended on 1999"}]}
                {"summary":{"lines":1,"created":1,"repeated":0,"failed":0},"token":"r0:4"}
                """);
        var line = "{\"report\":\"freedonia.dam-treaty.r1\",\"stance\":\"favor\"}\n";

        assertThat(piped(line, "correct", "-"))
                .isEqualTo(
                        new Run(
                                0,
                                "1 line: 1 corrected, 0 known already, 0 refused.\n",
                                "-:1: warning: /holder: freedonia ended on 1999\n"));
        assertThat(gateway.asked())
                .containsExactly(
                        new FakeGateway.Asked("POST /v1/corrections?results=errors", line));
    }

    @Test
    void lines_that_meet_an_absent_broker_are_sent_again() {
        gateway.refusesForNow()
                .answers(
                        200,
                        "{\"summary\":{\"lines\":1,\"created\":1,\"repeated\":0,\"failed\":0},\"token\":\"r0:4\"}\n");

        assertThat(piped("{}\n", "retract", "-").exitCode()).isZero();
        assertThat(gateway.asked()).hasSize(2);
    }

    @Test
    void a_correction_is_of_one_file_or_of_lines() throws IOException {
        assertThat(piped("", "correct", "-", "more.json"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "more.json is not read: with - each line of standard input names its report.\n"));
        assertThat(demarche("correct", "freedonia.dam-treaty.r1"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "Name the FILE with the corrected report after its id; - is standard input.\n"));
        assertThat(gateway.asked()).isEmpty();
    }

    private Run piped(String lines, String... args) {
        var before = System.in;
        System.setIn(new ByteArrayInputStream(lines.getBytes(UTF_8)));
        try {
            return demarche(args);
        } finally {
            System.setIn(before);
        }
    }

    private String file(String content) throws IOException {
        return Files.writeString(home.resolve("correction.json"), content).toString();
    }
}
