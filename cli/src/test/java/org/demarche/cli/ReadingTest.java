package org.demarche.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ReadingTest {

    private static final String POSITION =
            """
            {"actor":"freedonia","issue":"dam-treaty","stance":"conditional","since":"2024-05","conditions":[{"key":"inspectors","text":"inspectors are let in"}],
             "certainty":"uncertain","mixed":false,"disputed":true,"lastHeard":"2024-06-02",
             "latest":{"statement":"s","saidOn":"2024-06-02","speaker":"rufus-firefly","office":"President","summary":"Open to a treaty once inspectors are let in.",
                       "reports":[{"report":"r","outlet":"sylvanian-post","url":"https://post.example/1"},{"report":"q","outlet":"daily","url":null}]},
             "counts":{"statements":1,"reports":2,"outlets":2,"origins":1},"heard":{"statements":3,"reports":5,"outlets":4,"origins":2},
             "previous":{"stance":"against","since":"2023-01-01","until":"2024-05"},
             "ascribed":[{"by":"sylvania","stance":"against","saidOn":"2024-06-01","statement":"t","contradicts":true}],"rule":"latest-own/1"}""";

    private static final String UNKNOWN =
            """
            {"actor":"sylvania","issue":"dam-treaty","stance":null,"since":null,"conditions":[],"lastHeard":null,"latest":null,"previous":null,"ascribed":[],
             "heard":{"statements":0,"reports":0,"outlets":0,"origins":0}}""";

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
    void a_position_is_told_with_its_evidence() {
        gateway.answers(200, POSITION);

        var run = demarche("position", "freedonia", "dam-treaty");

        assertThat(run)
                .isEqualTo(
                        new Run(
                                0,
                                """
                                freedonia on dam-treaty: conditional since 2024-05, uncertain, disputed
                                  if         inspectors are let in
                                  latest     2024-06-02, rufus-firefly (President): Open to a treaty once inspectors are let in.
                                             statement s
                                             sylvanian-post  https://post.example/1
                                             daily
                                  before     against, 2023-01-01 to 2024-05
                                  heard      3 statements in 5 reports of 4 outlets (2 origins), last on 2024-06-02
                                  ascribed   against by sylvania on 2024-06-01, which contradicts it
                                """,
                                ""));
        assertThat(gateway.asked())
                .containsExactly(
                        new FakeGateway.Asked("GET /v1/actors/freedonia/positions/dam-treaty", ""));
    }

    @Test
    void a_position_of_the_second_rule_shows_what_its_evidence_is_worth() {
        gateway.answers(
                200,
                """
                {"actor":"freedonia","issue":"dam-treaty","stance":"against","since":"2024-05-02","conditions":[],"certainty":"open","mixed":true,"disputed":false,
                 "lastHeard":"2024-06-03","latest":{"statement":"freedonia.dam-treaty.s","saidOn":"2024-05-02","speaker":null,"office":null,"summary":"No treaty.","contested":true,
                   "reports":[{"report":"r","outlet":"daily","url":null,"reliability":"E","credibility":5}],"reportCount":1,
                   "denied":[{"statement":"freedonia.dam-treaty.d","saidOn":"2024-06-03","speaker":"rufus-firefly","office":"President"}],"deniedCount":1},
                 "counts":{"statements":1,"reports":1,"outlets":1,"origins":1},"outweighed":{"statements":0,"reports":2,"outlets":2,"origins":1},
                 "heard":{"statements":2,"reports":4,"outlets":3,"origins":2},"previous":null,"ascribed":[],"rule":"latest-own/2"}""");

        assertThat(demarche("position", "freedonia", "dam-treaty").out())
                .isEqualTo(
                        """
                        freedonia on dam-treaty: against since 2024-05-02, open, mixed, contested, denied
                          latest     2024-05-02: No treaty.
                                     statement freedonia.dam-treaty.s
                                     daily, outlet graded E, credibility 5
                          denied     on 2024-06-03, rufus-firefly (President): freedonia.dam-treaty.d
                          outweighed 0 statements in 2 reports of 2 outlets (1 origin)
                          heard      2 statements in 4 reports of 3 outlets (2 origins), last on 2024-06-03
                        """);
    }

    @Test
    void the_null_position_is_no_stance_and_not_the_stance_none() {
        gateway.answers(200, UNKNOWN);

        assertThat(demarche("position", "sylvania", "dam-treaty").out())
                .startsWith("sylvania on dam-treaty: no stance of its own is known\n");
    }

    @Test
    void an_actors_positions_are_a_table() {
        gateway.answers(
                200, "{\"actor\":\"freedonia\",\"items\":[%s],\"next\":null}".formatted(POSITION));

        var run = demarche("position", "freedonia");

        assertThat(run.err()).isEqualTo("* marks a disputed stance.\n");
        assertThat(run.out())
                .isEqualTo(
                        """
                         issue      | stance       | since   | last heard | statements | latest
                        ------------+--------------+---------+------------+------------+----------------------------------------------
                         dam-treaty | conditional* | 2024-05 | 2024-06-02 | 3          | Open to a treaty once inspectors are let in.
                        """);
    }

    @Test
    void the_matrix_collects_all_pages() {
        gateway.answers(200, "{\"items\":[%s],\"next\":\"a b\"}".formatted(POSITION))
                .answers(200, "{\"items\":[%s],\"next\":null}".formatted(UNKNOWN));

        assertThat(
                        demarche(
                                        "positions",
                                        "--actor",
                                        "freedonia",
                                        "--issue",
                                        "dam-treaty",
                                        "--issue",
                                        "tariffs")
                                .out())
                .isEqualTo(
                        """
                         actor     | dam treaty
                        -----------+--------------
                         freedonia | conditional*
                         sylvania  | -
                        """);
        assertThat(gateway.asked())
                .extracting(FakeGateway.Asked::request)
                .containsExactly(
                        "GET /v1/positions?actor=freedonia&issue=dam-treaty&issue=tariffs&limit=1000",
                        "GET /v1/positions?actor=freedonia&issue=dam-treaty&issue=tariffs&cursor=a%20b&limit=1000");
    }

    @Test
    void an_id_that_tells_nothing_is_shown_by_its_name() {
        gateway.answers(
                        200,
                        "{\"items\":[{\"actor\":\"actor-6e1f0c2a\",\"issue\":\"issue-0a1b2c3d\",\"stance\":\"favor\"},{\"actor\":\"norland\",\"issue\":\"dam-treaty\",\"stance\":\"none\"}],\"next\":null}")
                .answers(200, "{\"id\":\"issue-0a1b2c3d\",\"name\":\"Мост\"}")
                .answers(200, "{\"id\":\"actor-6e1f0c2a\",\"name\":\"Арвения\"}");

        assertThat(demarche("positions").out())
                .isEqualTo(
                        """
                         actor   | dam treaty | Мост
                        ---------+------------+-------
                         norland | none       |
                         Арвения |            | favor
                        """);
    }

    @Test
    void two_entries_with_one_name_have_a_row_and_a_column_each() {
        gateway.answers(
                        200,
                        "{\"items\":[{\"actor\":\"actor-6e1f0c2a\",\"issue\":\"dam-treaty\",\"stance\":\"favor\"},{\"actor\":\"actor-7e1f0c2b\",\"issue\":\"issue-0a1b2c3d\",\"stance\":\"none\"},{\"actor\":\"norland\",\"issue\":\"tolls-20240115\",\"stance\":\"against\"}],\"next\":null}")
                .answers(200, "{\"id\":\"issue-0a1b2c3d\",\"name\":\"Міст-2\"}")
                .answers(200, "{\"id\":\"actor-6e1f0c2a\",\"name\":\"Арвения\"}")
                .answers(200, "{\"id\":\"actor-7e1f0c2b\",\"name\":\"Арвения\"}");

        assertThat(demarche("positions").out())
                .isEqualTo(
                        """
                         actor                    | dam treaty | tolls 20240115 | Міст-2
                        --------------------------+------------+----------------+--------
                         norland                  |            | against        |
                         Арвения (actor-6e1f0c2a) | favor      |                |
                         Арвения (actor-7e1f0c2b) |            |                | none
                        """);
    }

    @Test
    void the_names_of_many_entries_are_read_as_one_list() {
        var rows =
                IntStream.range(0, 6)
                        .mapToObj(
                                at ->
                                        "{\"actor\":\"actor-%da1b2c3d\",\"issue\":\"dam-treaty\",\"stance\":\"favor\"}"
                                                .formatted(at))
                        .toList();
        gateway.answers(200, "{\"items\":[%s],\"next\":null}".formatted(String.join(",", rows)));
        for (var at = 0; at < 3; at++) {
            gateway.answers(200, "{\"name\":\"Арвения %d\"}".formatted(at));
        }
        var entries =
                IntStream.range(0, 5)
                        .mapToObj(
                                at ->
                                        "{\"id\":\"actor-%1$da1b2c3d\",\"name\":\"Арвения %1$d\"}"
                                                .formatted(at))
                        .toList();
        gateway.answers(200, "{\"items\":[%s],\"next\":null}".formatted(String.join(",", entries)))
                .answers(200, "{\"name\":\"Арвения 5\"}");

        assertThat(demarche("positions").out().lines().skip(2))
                .extracting(line -> line.split("[|]")[0].strip())
                .containsExactly(
                        "Арвения 0",
                        "Арвения 1",
                        "Арвения 2",
                        "Арвения 3",
                        "Арвения 4",
                        "Арвения 5");
        assertThat(gateway.asked().subList(4, 6))
                .extracting(FakeGateway.Asked::request)
                .containsExactly("GET /v1/actors?limit=1000", "GET /v1/actors/actor-5a1b2c3d");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/no-rows.txt", delimiter = '|')
    void a_list_without_rows_says_why(String command, String answers, String sentence) {
        for (var items : answers.split(" ")) {
            gateway.answers(200, "{\"items\":%s,\"next\":null}".formatted(items));
        }

        assertThat(demarche(command.split(" "))).isEqualTo(new Run(0, sentence + "\n", ""));
    }

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
    void a_narrow_terminal_gets_several_tables() {
        gateway.answers(
                200,
                """
                {"items":[{"actor":"a","issue":"one","stance":"favor"},{"actor":"a","issue":"two","stance":"against"}],"next":null}""");

        assertThat(demarche("positions", "--width", "20").out())
                .isEqualTo(
                        """
                         actor | one
                        -------+-------
                         a     | favor

                         actor | two
                        -------+---------
                         a     | against
                        """);
    }

    @Test
    void documents_come_as_they_are_when_json_is_asked_for() {
        gateway.answers(200, "{\"stance\":\"favor\",\"new\":[1]}")
                .answers(200, "{\"items\":[{\"n\":1}],\"next\":\"c\"}")
                .answers(200, "{\"items\":[{\"n\":2}],\"next\":null}");

        assertThat(demarche("position", "a", "b", "--json").out())
                .isEqualTo("{\"stance\":\"favor\",\"new\":[1]}\n");
        assertThat(demarche("positions", "--json").out())
                .isEqualTo("{\"items\":[{\"n\":1},{\"n\":2}],\"next\":null}\n");
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
    void the_status_of_a_gateway_elsewhere_is_its_readiness() {
        gateway.answers(200, "");

        var run = Run.demarche(home, "status", "--json", "--url", gateway.url() + "/");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"url\":\"" + gateway.url() + "\"");
        assertThat(gateway.asked())
                .containsExactly(new FakeGateway.Asked("GET /health/readiness", ""));
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
    void a_variable_that_is_no_address_is_named() throws Exception {
        for (var value : List.of("", "localhost:8080")) {
            var run = Run.process(home, Map.of("DEMARCHE_URL", value), "positions");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("DEMARCHE_URL");
        }
    }

    @Test
    void an_actor_without_positions_is_named_with_the_way_to_what_it_said() {
        gateway.answers(200, "{\"actor\":\"rufus-firefly\",\"items\":[],\"next\":null}");

        assertThat(demarche("position", "Firefly").out())
                .isEqualTo(
                        "No position of rufus-firefly is known. `demarche statements --speaker rufus-firefly` lists what it said for others.\n");
    }

    @Test
    void ascriptions_are_listed_with_who_says_so() {
        gateway.answers(
                200,
                "{\"items\":[{\"by\":\"sylvania\",\"voice\":\"ascribed\",\"actor\":\"freedonia\",\"issue\":\"dam-treaty\",\"stance\":\"against\",\"saidOn\":\"2024-06-01\",\"statement\":\"s\",\"contradicts\":true}],\"next\":null}");

        assertThat(demarche("ascriptions", "freedonia", "--direction", "of").out())
                .isEqualTo(
                        """
                        freedonia on dam-treaty: against, said on 2024-06-01, ascribed by sylvania, which contradicts its own stance
                          s
                        """);
        assertThat(gateway.asked().getFirst().request())
                .isEqualTo("GET /v1/actors/freedonia/ascriptions?direction=of&limit=100");
    }

    private Run demarche(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", gateway.url()));
        return Run.demarche(home, all.toArray(String[]::new));
    }
}
