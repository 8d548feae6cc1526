package org.demarche.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corrections and retractions. */
class AmendingTest {

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
    }

    @Test
    void retracting_again_says_that_it_was_done_before() {
        gateway.answers(
                200,
                "{\"id\":\"freedonia.dam-treaty.r1\",\"event\":1,\"retracted\":true,\"token\":\"r0:4\"}");

        assertThat(demarche("retract", "freedonia.dam-treaty.r1", "--reason", "Again"))
                .isEqualTo(
                        new Run(
                                0,
                                "freedonia.dam-treaty.r1 was retracted before, as event 1 of the report: nothing was written.\n",
                                ""));
    }

    @Test
    void a_retraction_has_a_reason() {
        assertThat(demarche("retract", "freedonia.dam-treaty.r1"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "Missing required option: '--reason=TEXT'\nSee `demarche retract --help`.\n"));
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
        gateway.answers(200, answer).answers(200, answer);
        var file = file("{}");

        assertThat(demarche("correct", "freedonia.dam-treaty.r1", file))
                .isEqualTo(
                        new Run(
                                0,
                                "freedonia.dam-treaty.r1 stands like that already: nothing was written.\n",
                                ""));
        assertThat(demarche("correct", "freedonia.dam-treaty.r1", file, "--json"))
                .isEqualTo(new Run(0, answer + "\n", ""));
    }

    @Test
    void a_refused_correction_says_each_fault_and_what_to_do() throws IOException {
        gateway.answers(
                409,
                "{\"type\":\"urn:demarche:problem:holder-fixed\",\"title\":\"Holder fixed\",\"status\":409,\"detail\":\"Retract this report and file it anew\",\"violations\":[{\"pointer\":\"/holder\",\"message\":\"is freedonia\"}]}");

        assertThat(demarche("correct", "freedonia.dam-treaty.r1", file("{}")))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "Holder fixed: Retract this report and file it anew\n  /holder: is freedonia\n"));
    }

    @Test
    void what_is_no_report_is_not_sent() throws IOException {
        var missing = home.resolve("missing.json").toString();

        assertThat(demarche("correct", "freedonia.dam-treaty.r1", missing))
                .isEqualTo(new Run(2, "", missing + " cannot be read.\n"));
        var long_ = file(" ".repeat((1 << 20) + 1));
        assertThat(demarche("correct", "freedonia.dam-treaty.r1", long_))
                .isEqualTo(new Run(2, "", long_ + " is longer than 1 MiB: is this one report?\n"));
        assertThat(gateway.asked()).isEmpty();
    }

    private String file(String content) throws IOException {
        return Files.writeString(home.resolve("correction.json"), content).toString();
    }

    private Run demarche(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", gateway.url()));
        return Run.demarche(home, all.toArray(String[]::new));
    }
}
