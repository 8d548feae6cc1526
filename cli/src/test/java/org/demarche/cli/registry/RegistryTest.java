package org.demarche.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;

class RegistryTest extends RegistryCalls {

    @Test
    void a_list_fits_eighty_columns_and_shows_what_was_merged() {
        gateway.answers(
                200,
                """
                {"items":[
                 {"id":"norland","kind":"state","name":"Norland","aliases":[],"memberOf":[]},
                 {"id":"board-for-the-rivers-of-the-south","kind":"organization","aliases":[],"memberOf":[],
                  "name":"The joint and several board for all the rivers of the south and of the east"},
                 {"id":"norlandia","kind":"state","name":"Norlandia","aliases":[],"memberOf":[],"mergedInto":"norland"}],
                 "next":"more"}""");

        var run =
                demarche("actors", "--kind", "state,organization", "--limit", "3", "--width", "80");

        assertThat(run.out())
                .isEqualTo(
                        """
                         id                                | name                        | kind
                        -----------------------------------+-----------------------------+--------------
                         norland                           | Norland                     | state
                         board-for-the-rivers-of-the-south | The joint and several board | organization
                                                           | for all the rivers of the   |
                                                           | south and of the east       |
                         norlandia                         | Norlandia                   | merged into
                                                           |                             | norland
                        """);
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(run.err()).startsWith("There are more");
        assertThat(requests()).containsExactly("GET /v1/actors?kind=state%2Corganization&limit=3");
    }

    @Test
    void options_before_the_subcommand_are_refused_and_write_nowhere() {
        var run =
                Run.demarche(
                        home, "actors", "--url", gateway.url(), "change", "norland", "--code", "N");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("--url must come after 'change', not before it.");
        assertThat(requests()).isEmpty();
    }

    @Test
    void a_search_takes_words_and_answers_no_if_nothing_is_found() {
        gateway.answers(
                        200,
                        """
                        {"items":[{"id":"river-treaty","name":"River treaty","proposition":"The river treaty should be signed","aliases":[]}],"next":null}""")
                .answers(200, NO_ITEMS);

        assertThat(demarche("issues", "search", "river", "trety").out())
                .isEqualTo(
                        """
                         id           | name         | proposition
                        --------------+--------------+-----------------------------------
                         river-treaty | River treaty | The river treaty should be signed
                        """);
        assertThat(demarche("outlets", "search", "zzz"))
                .isEqualTo(new Run(1, "No outlet is found by 'zzz'.\n", ""));
        assertThat(requests())
                .containsExactly(
                        "GET /v1/issues?q=river%20trety&limit=100",
                        "GET /v1/outlets?q=zzz&limit=100");
    }

    @Test
    void an_entry_is_shown_with_all_that_is_known_of_it() {
        gateway.answers(
                        200,
                        """
                        {"type":"actor","id":"ana-reyes","complete":true,"items":[
                         {"recorded":"2025-01-02T00:00:00Z","changed":["aliases","memberOf"],"entry":{"id":"ana-reyes","kind":"person","name":"Ana Reyes","aliases":["A. Reyes","Reyes"],
                           "wikidata":"Q42","memberOf":[{"actor":"norland","role":"Minister","from":"2024-06-01","to":"2025"},{"actor":"river-board"}]}},
                         {"recorded":"2024-01-01T00:00:00Z","entry":{}}]}""")
                .answers(
                        200,
                        """
                        {"items":[{"id":"a-reyes","kind":"person","name":"A Reyes","aliases":[],"memberOf":[],"mergedInto":"ana-reyes"}],"next":null}""")
                .answers(
                        200,
                        """
                        {"items":[{"type":"actor","field":"name","text":"Reyes","owners":[{"id":"ana-reyes"},{"id":"bo-reyes"}],"message":"'Reyes' is the name of two: rename one"}],"next":null}""");

        assertThat(demarche("actors", "show", "Ana Reyes"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                ana-reyes: person Ana Reyes
                                  alias       A. Reyes
                                  alias       Reyes
                                  wikidata    Q42
                                  member of   norland, Minister, from 2024-06-01 to 2025
                                  member of   river-board
                                  has merged  a-reyes
                                  warning     'Reyes' is the name of two: rename one
                                  changed     2025-01-02T00:00:00Z: aliases, memberOf
                                """,
                                ""));
        assertThat(requests())
                .containsExactly(
                        "GET /v1/actors/Ana%20Reyes/revisions",
                        "GET /v1/actors?mergedInto=ana-reyes&limit=1000",
                        "GET /v1/registry/warnings?type=actor&owner=ana-reyes&limit=1000");
    }

    @Test
    void an_entry_can_be_shown_as_it_was_and_with_its_revisions() {
        var revisions =
                """
                {"type":"actor","id":"norland","complete":true,"items":[{"recorded":"2025-01-02T00:00:00Z","recordedBy":"Desk, night","changed":["code"],"entry":{}},{"recorded":"2024-01-01T00:00:00Z","entry":{}}]}""";
        gateway.answers(200, NORLAND).answers(200, revisions);

        assertThat(demarche("actors", "show", "norland", "--as-known", "2024-05-01").out())
                .isEqualTo(
                        """
                        norland: state Norland
                          alias       Kingdom of Nórland
                          code        NOR
                        """);
        assertThat(demarche("actors", "show", "norland", "--revisions").out())
                .isEqualTo(
                        """
                         recorded             | recorded by | changed
                        ----------------------+-------------+------------
                         2025-01-02T00:00:00Z | Desk, night | code
                         2024-01-01T00:00:00Z |             | registered
                        """);
        assertThat(demarche("actors", "show", "norland", "--revisions", "--as-known", "2024"))
                .extracting(Run::exitCode)
                .isEqualTo(2);
        assertThat(requests())
                .containsExactly(
                        "GET /v1/actors/norland?asKnown=2024-05-01",
                        "GET /v1/actors/norland/revisions");
    }

    @Test
    void a_new_entry_is_registered_under_an_id_made_of_its_name() {
        gateway.answers(200, NORLAND)
                .answers(404, UNKNOWN)
                .answers(404, UNKNOWN)
                .answers(201, REYES);

        var run =
                demarche(
                        "actors",
                        "add",
                        "Ana Reyes",
                        "--kind",
                        "person",
                        "--alias",
                        "A. Reyes",
                        "--member-of",
                        "Norland",
                        "--role",
                        "Minister",
                        "--member-from",
                        "2024-06-01");

        assertThat(run).isEqualTo(new Run(0, "Registered ana-reyes: person Ana Reyes.\n", ""));
        assertThat(requests())
                .containsExactly(
                        "GET /v1/actors/Norland",
                        "GET /v1/actors/Ana%20Reyes",
                        "GET /v1/actors/A.%20Reyes",
                        "PUT /v1/actors/ana-reyes");
        assertThat(gateway.asked().getLast().body())
                .isEqualTo(
                        """
                        {"name":"Ana Reyes","kind":"person","aliases":["A. Reyes"],"memberOf":[{"actor":"norland","role":"Minister","from":"2024-06-01"}]}""");
        assertThat(gateway.conditions().getLast()).isEqualTo("If-none-match: *");
    }

    @Test
    void a_known_name_is_refused_and_a_near_one_is_told_unless_it_is_forced() {
        var near = UNKNOWN.replace("[]", "[\"Norland\",\"Nordland\"]");
        gateway.answers(200, NORLAND)
                .answers(404, near)
                .answers(404, near)
                .answers(201, NORLAND)
                .answers(404, UNKNOWN)
                .answers(412, "{\"title\":\"Changed\",\"status\":412}");

        assertThat(demarche("actors", "add", "NORLAND", "--kind", "state"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "'NORLAND' is known: it means norland: state Norland. Nothing was registered.\n"));
        assertThat(demarche("actors", "add", "Norlend", "--kind", "state"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "The registry has similar names: Norland, Nordland. Nothing was registered. If yours is another actor, add it with --force.\n"));
        assertThat(demarche("actors", "add", "Norlend", "--kind", "state", "--force").exitCode())
                .isZero();
        assertThat(demarche("actors", "add", "Belmora", "--kind", "state", "--id", "norland").err())
                .isEqualTo(
                        "The id norland belongs to another actor: choose an id with --id. Nothing was registered.\n");
        assertThat(demarche("actors", "add", "Belmora").err())
                .startsWith("Missing required option: '--kind=KIND'");
        assertThat(requests().stream().filter(each -> each.startsWith("PUT"))).hasSize(2);
    }

    @Test
    void each_kind_has_its_own_fields() {
        gateway.answersTagged(
                        "\"t1\"",
                        "{\"id\":\"daily\",\"name\":\"The Daily\",\"aliases\":[],\"kind\":\"newspaper\",\"reliability\":[{\"grade\":\"B\"}]}")
                .answers(404, UNKNOWN)
                .answers(200, NORLAND)
                .answers(200, "{\"id\":\"daily\"}")
                .answersTagged(
                        "\"t2\"",
                        "{\"id\":\"truce\",\"proposition\":\"A truce\",\"name\":\"Truce\",\"aliases\":[]}")
                .answers(200, "{\"id\":\"peace\"}")
                .answers(200, "{\"id\":\"truce\"}");

        var outlet =
                demarche(
                        "outlets",
                        "change",
                        "daily",
                        "--owner",
                        "Norland",
                        "--grade",
                        "C",
                        "--graded-from",
                        "2025-01-01");
        var issue = demarche("issues", "change", "truce", "--parent", "Peace");

        assertThat(List.of(outlet.exitCode(), issue.exitCode())).containsOnly(0);

        assertThat(gateway.asked().stream().map(FakeGateway.Asked::body).filter(b -> !b.isEmpty()))
                .containsExactly(
                        "{\"id\":\"daily\",\"name\":\"The Daily\",\"aliases\":[],\"kind\":\"newspaper\",\"reliability\":[{\"grade\":\"B\"},{\"grade\":\"C\",\"from\":\"2025-01-01\"}],\"owner\":\"norland\"}",
                        "{\"id\":\"truce\",\"proposition\":\"A truce\",\"name\":\"Truce\",\"aliases\":[],\"parent\":\"peace\"}");
        var wrong = demarche("issues", "change", "truce", "--kind", "state");
        assertThat(wrong.err()).contains("has no option --kind");
        assertThat(wrong.exitCode()).isEqualTo(2);
    }

    @Test
    void an_iso_code_is_not_a_name_and_may_become_one() {
        var island =
                "{\"id\":\"iceland\",\"kind\":\"state\",\"name\":\"Iceland\",\"aliases\":[],\"code\":\"ISL\"}";
        gateway.answers(200, island)
                .answers(200, island)
                .answers(201, "{\"id\":\"is\",\"kind\":\"group\",\"name\":\"I.S.\"}")
                .answers(200, island);

        assertThat(demarche("actors", "add", "I.S.", "--kind", "group"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "The registry has similar names: 'I.S.', the code of iceland: state Iceland. Nothing was registered. If yours is another actor, add it with --force.\n"));
        assertThat(demarche("actors", "add", "I.S.", "--kind", "group", "--force"))
                .isEqualTo(new Run(0, "Registered is: group I.S..\n", ""));
        assertThat(demarche("actors", "add", "Iceland", "--kind", "state", "--force").err())
                .startsWith("'Iceland' is known");
    }

    @Test
    void a_value_of_an_option_that_is_refused_is_a_wrong_command_line() {
        gateway.answersTagged("\"t1\"", NORLAND)
                .answers(
                        422,
                        """
                        {"title":"Invalid body","status":422,"violations":[{"pointer":"/kind","message":"must be one of state, group"}]}""");

        assertThat(demarche("actors", "change", "norland", "--kind", "realm"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "Invalid body%n  --kind: must be one of state, group%n"
                                        .formatted()));
    }
}
