package org.demarche.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gateway that refuses or is away, and a wrong command line, are told in a sentence. */
class RefusedCallTest extends GatewayCalls {

    @Test
    void a_refusal_is_json_for_a_program() {
        gateway.answers(
                404, "{\"title\":\"Unknown name\",\"status\":404,\"suggestions\":[\"norland\"]}");

        assertThat(demarche("position", "norlnd", "--json"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "{\"title\":\"Unknown name\",\"status\":404,\"suggestions\":[\"norland\"]}\n"));
        assertThat(demarche("positions", "--json", "--limt", "3"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "{\"title\":\"Not done\",\"detail\":\"`demarche positions` has no option --limt.\"}\n"));
    }

    @Test
    void a_refusal_names_options_and_not_parameters() {
        gateway.answers(
                        400,
                        "{\"title\":\"Wrong parameter\",\"status\":400,\"detail\":\"to is before from=2025-01-01\",\"violations\":[{\"parameter\":\"to\",\"message\":\"is before from=2025-01-01\"}]}")
                .answers(
                        400,
                        "{\"title\":\"Wrong parameter\",\"status\":400,\"detail\":\"uncertain is allowed only together with asOf\",\"violations\":[{\"parameter\":\"uncertain\",\"message\":\"is allowed only together with asOf\"}]}")
                .answers(
                        404,
                        "{\"title\":\"Not Found\",\"status\":404,\"detail\":\"Version 1 is ready: read its documents with version=1, not 'asOf' or 'version=2'\"}");

        assertThat(demarche("shifts", "--to", "2024-01-01", "--from", "2025-01-01").err())
                .isEqualTo("Wrong parameter: --to is before --from 2025-01-01\n");
        assertThat(demarche("position", "a", "b", "--uncertain", "include").err())
                .isEqualTo("Wrong parameter: --uncertain is allowed only together with --as-of\n");
        assertThat(demarche("documents", "voices").err())
                .isEqualTo(
                        "Not Found: Version 1 is ready: read its documents with --version 1, not 'asOf' or 'version=2'\n");
    }

    @Test
    void a_refused_value_of_an_option_is_a_wrong_command_line_in_every_command() {
        gateway.answers(
                        422,
                        "{\"title\":\"Invalid body\",\"status\":422,\"violations\":[{\"pointer\":\"/until\",\"message\":\"must be an instant\"}]}")
                .answers(
                        410,
                        "{\"type\":\"/problems/rule-gone\",\"title\":\"Rule gone\",\"status\":410,\"detail\":\"There is no rule 'x/9', only y/1. The link in 'today' asks the same by 'y/1'\",\"today\":\"/v1/a\"}");

        assertThat(demarche("replay", "positions", "--until", "yesterday"))
                .isEqualTo(new Run(2, "", "Invalid body\n  --until: must be an instant\n"));
        assertThat(demarche("position", "a", "b", "--rule", "x/9"))
                .isEqualTo(new Run(2, "", "Rule gone: There is no rule 'x/9', only y/1\n"));
        assertThat(demarche("throttle", "positions", "3", "0").exitCode()).isEqualTo(2);
    }

    @Test
    void an_unknown_name_is_no_with_the_nearest_known_ones() {
        gateway.answers(
                404,
                """
                {"title":"Unknown actor","status":404,"detail":"There is no actor 'fredonia'.","violations":[{"pointer":"","message":"unknown","suggestions":["freedonia","sylvania"]}]}""");

        assertThat(demarche("position", "fredonia"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "Unknown actor: There is no actor 'fredonia'.\n  unknown: did you mean freedonia, sylvania?\n"));
    }

    @Test
    void a_gateway_that_cannot_answer_now_is_told_from_one_that_says_no() {
        gateway.refusesForNow();

        assertThat(demarche("positions")).isEqualTo(new Run(3, "", "Kafka is away\n"));
    }

    @Test
    void nobody_listening_says_how_to_start_somebody() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = free.getLocalPort();
        }

        var run = Run.demarche(home, "positions", "--url", "http://127.0.0.1:" + port);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains("http://127.0.0.1:" + port + " cannot be reached")
                .contains("`demarche up`");
    }

    @Test
    void a_variable_that_is_no_address_is_named() throws Exception {
        for (var value : List.of("", "localhost:8080")) {
            var run = Run.process(home, Map.of("DEMARCHE_URL", value), "positions");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("DEMARCHE_URL");
        }
    }

    @Test
    void a_command_line_that_makes_no_sense_is_answered_in_a_sentence() {
        assertThat(Run.demarche(home, "position"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "Missing required parameter: 'ACTOR'\nSee `demarche position --help`.\n"));
        assertThat(Run.demarche(home, "positions", "--url", "ftp://x"))
                .isEqualTo(new Run(2, "", "Not an http or https URL: ftp://x\n"));
        assertThat(Run.demarche(home, "status", "--url", "localhost:8080"))
                .isEqualTo(new Run(2, "", "Not an http or https URL: localhost:8080\n"));
        assertThat(Run.demarche(home, "positon", "russia"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "`demarche` has no command positon: did you mean position?\nSee `demarche --help`.\n"));
        assertThat(Run.demarche(home, "shifts", "--acter", "russia").err())
                .startsWith("`demarche shifts` has no option --acter: did you mean --actor?\n");
        assertThat(Run.demarche(home, "shifts", "the usa").err())
                .startsWith(
                        "'the usa' is one word too many for `demarche shifts`: did you mean --actor 'the usa'?\n");
        assertThat(Run.demarche(home, "position", "a", "b", "c").err())
                .startsWith("'c' is one word too many for `demarche position`.\n");
    }
}
