package org.demarche.cli.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.FakeGateway.Asked;
import org.demarche.cli.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listing projections, declaring one, and the steps of their versions. */
class ProjectionsTest {

    private static final String PERSON = System.getProperty("user.name");

    private static final String POSITIONS =
            "{\"name\":\"positions\",\"declared\":false,\"live\":2,\"building\":3,\"versions\":[{\"version\":1,\"state\":\"retired\"},{\"version\":2,\"state\":\"live\"},{\"version\":3,\"state\":\"replaying\"}]}";
    private static final String COVERAGE =
            "{\"name\":\"coverage\",\"declared\":true,\"live\":1,\"building\":null,\"versions\":[{\"version\":1,\"state\":\"live\"}]}";
    private static final String REPLAYING =
            "{\"projection\":\"positions\",\"version\":3,\"state\":\"replaying\",\"progress\":{\"folded\":5,\"total\":9,\"eventsPerSecond\":2,\"caughtUpIn\":2}}";

    private static final String LIVE_AND_NEXT =
            "{\"versions\":[{\"version\":2,\"state\":\"live\"},{\"version\":3,\"state\":\"paused\"}]}";

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
    void projections_are_listed_with_the_versions_that_are_there() {
        gateway.answers(200, "{\"items\":[%s,%s],\"next\":null}".formatted(POSITIONS, COVERAGE));

        assertThat(demarche("projections"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                 projection | version | state     | folded by
                                ------------+---------+-----------+--------------
                                 positions  | 2       | live      | code
                                 positions  | 3       | replaying | code
                                 coverage   | 1       | live      | a definition
                                """,
                                ""));
    }

    @Test
    void one_projection_is_told_with_all_its_versions_and_how_far_its_replay_is() {
        gateway.answers(200, POSITIONS).answers(200, REPLAYING);

        assertThat(demarche("projections", "positions").out())
                .isEqualTo(
                        """
                         projection | version | state     | folded by
                        ------------+---------+-----------+-----------
                         positions  | 1       | retired   | code
                         positions  | 2       | live      | code
                         positions  | 3       | replaying | code
                        positions/3: 5 of 9 events, 2/s, caught up in 2 s
                        """);
    }

    @Test
    void a_definition_is_declared_as_it_stands_and_watched() throws IOException {
        var started = "{\"projection\":\"coverage\",\"version\":1,\"state\":\"replaying\"}";
        var live =
                "{\"projection\":\"coverage\",\"version\":1,\"state\":\"live\",\"progress\":{\"folded\":85,\"documents\":1}}";
        gateway.answers(201, started).answers(200, "event: end\ndata: %s\n\n".formatted(live));

        assertThat(demarche("declare", definition(), "--promote", "manual"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                coverage/1 is live: 85 events, 1 document, no dead letters.
                                It is live now.
                                """,
                                "coverage/1: replaying\n"));
        assertThat(gateway.asked())
                .containsExactly(
                        new Asked(
                                "POST /v1/projections?promote=manual&by=" + PERSON,
                                "{ \"name\": \"coverage\" }"),
                        new Asked("GET /v1/projections/coverage/versions/1", ""));
    }

    @Test
    void a_first_version_that_waits_has_nothing_to_be_compared_with() throws IOException {
        var ready =
                "{\"projection\":\"coverage\",\"version\":1,\"state\":\"ready\",\"progress\":{\"folded\":85,\"documents\":12}}";
        gateway.answers(201, ready).answers(200, "event: end\ndata: %s\n\n".formatted(ready));

        assertThat(demarche("declare", definition(), "--promote", "manual").out())
                .isEqualTo(
                        """
                        coverage/1 is ready: 85 events, 12 documents, no dead letters.
                        `demarche documents coverage --version 1` shows its documents, `demarche promote coverage 1` makes it live.
                        """);
    }

    @Test
    void a_dry_run_has_nothing_to_promote_or_to_leave() throws IOException {
        for (var option : List.of("--detach", "--promote=auto", "--why=to see")) {
            assertThat(demarche("declare", definition(), "--dry-run", "85", option).exitCode())
                    .isEqualTo(2);
        }
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void a_dry_run_says_that_time_ran_out() throws IOException {
        gateway.answers(
                200,
                "{\"reports\":5,\"matched\":5,\"faults\":[],\"documentCount\":0,\"documents\":[],\"timedOut\":true}");

        assertThat(demarche("declare", definition(), "--dry-run", "85").out())
                .endsWith("Time ran out before all events were read.\n");
    }

    @Test
    void a_dry_run_says_what_would_keep_it_from_going_live() throws IOException {
        gateway.answers(
                200,
                "{\"reports\":85,\"matched\":5,\"faults\":[{\"report\":\"norland.dam.a\",\"reason\":\"no holder\"}],\"faultCount\":41,\"blockers\":[\"Too many dead letters: 41 of 85 events, and at most 1 are allowed\"],\"documentCount\":0,\"documents\":[],\"timedOut\":false}");

        assertThat(demarche("declare", definition(), "--dry-run", "85"))
                .isEqualTo(
                        new Run(
                                1,
                                """
                                5 of 85 events matched, and on 41 an expression failed. Nothing was declared.
                                fault: norland.dam.a: no holder
                                40 faults more.
                                It would not go live automatically: Too many dead letters: 41 of 85 events, and at most 1 are allowed. `promote --force` would make it live.
                                """,
                                ""));
    }

    @Test
    void a_projection_with_a_live_version_is_deleted_by_force_alone() {
        gateway.answers(200, COVERAGE).answers(200, "{\"name\":\"coverage\"}");

        assertThat(demarche("delete", "coverage"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "coverage/1 is live and serves reads. Nothing was deleted; --force deletes coverage.\n"));
        assertThat(demarche("delete", "coverage", "--force", "--why", "old"))
                .isEqualTo(
                        new Run(
                                0,
                                "coverage is deleted, with the documents of all its versions.\n",
                                ""));
        assertThat(gateway.asked())
                .extracting(Asked::request)
                .containsExactly(
                        "GET /v1/projections/coverage",
                        "DELETE /v1/projections/coverage?by=" + PERSON + "&why=old");
    }

    @Test
    void a_projection_that_serves_nothing_is_deleted_without_force() {
        gateway.answers(200, COVERAGE.replace("\"live\":1", "\"live\":null"))
                .answers(200, "{\"name\":\"coverage\"}");

        assertThat(demarche("delete", "coverage").exitCode()).isZero();
    }

    @Test
    void a_roll_back_can_name_its_version() {
        gateway.answers(200, "{\"projection\":\"positions\",\"version\":1,\"state\":\"live\"}");

        assertThat(demarche("rollback", "positions", "--to", "1").out())
                .isEqualTo("positions/1 is live now.\n");
        assertThat(gateway.asked())
                .containsExactly(
                        new Asked(
                                "POST /v1/projections/positions/rollback",
                                asked("\"force\":false,\"to\":1")));
    }

    @Test
    void a_dry_run_shows_what_would_come_of_it() throws IOException {
        gateway.answers(
                200,
                "{\"reports\":85,\"matched\":80,\"faults\":[],\"documentCount\":30,\"documents\":[{\"key\":\"daily\",\"reports\":7},{\"key\":\"weekly\",\"reports\":1}]}");

        assertThat(demarche("declare", definition(), "--dry-run", "85"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                80 of 85 events matched. Nothing was declared.
                                {"key":"daily","reports":7}
                                {"key":"weekly","reports":1}
                                These are the first 2 of 30 documents.
                                """,
                                ""));
        assertThat(gateway.asked().getFirst().request())
                .isEqualTo("POST /v1/projections?dryRun=85");
    }

    @Test
    void faults_of_a_dry_run_are_an_answer_of_no() throws IOException {
        gateway.answers(
                200,
                "{\"reports\":1,\"matched\":0,\"faultCount\":1,\"faults\":[{\"report\":\"usa.dam.r1\",\"reason\":\"evaluation-fault: /key: 1:1: divide by zero\"}],\"documentCount\":0,\"documents\":[]}");

        assertThat(demarche("declare", definition(), "--dry-run", "1"))
                .isEqualTo(
                        new Run(
                                1,
                                """
                                0 of 1 event matched, and on 1 an expression failed. Nothing was declared.
                                fault: usa.dam.r1: /key: 1:1: divide by zero
                                """,
                                ""));
    }

    @Test
    void a_refused_definition_is_told_fault_by_fault() throws IOException {
        gateway.answers(
                422,
                "{\"title\":\"Invalid definition\",\"status\":422,\"violations\":[{\"pointer\":\"/where\",\"message\":\"1:8: undeclared reference to 'stanze'\"}]}");

        assertThat(demarche("declare", definition()))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "Invalid definition\n  /where: 1:8: undeclared reference to 'stanze'\n"));
    }

    @Test
    void a_definition_that_is_not_there_is_not_sent() {
        assertThat(demarche("declare", "nowhere.json"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "nowhere.json cannot be read: there is no such file or folder.\n"));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void a_version_is_promoted() {
        gateway.answers(200, "{\"projection\":\"positions\",\"version\":3,\"state\":\"live\"}");

        assertThat(demarche("promote", "positions", "3", "--force", "--keep", "2"))
                .isEqualTo(new Run(0, "positions/3 is live now.\n", ""));
        assertThat(gateway.asked())
                .containsExactly(
                        new Asked(
                                "POST /v1/projections/positions/versions/3/promotion",
                                asked("\"force\":true,\"keep\":2")));
    }

    @Test
    void what_blocks_a_promotion_is_printed() {
        gateway.answers(
                        409,
                        "{\"title\":\"Not ready\",\"status\":409,\"detail\":\"positions/3 is not promoted: It is paused. It has 2 documents\",\"blockers\":[\"It is paused\",\"It has 2 documents\"]}")
                .answers(200, LIVE_AND_NEXT);

        assertThat(demarche("promote", "positions", "3"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                """
                                Not ready: positions/3 is not promoted:
                                  It is paused
                                  It has 2 documents
                                `demarche diff positions 3` shows the differences from the live version; --force promotes it anyway.
                                """));
    }

    @Test
    void a_blocked_promotion_is_compared_with_nothing_where_nothing_is_live() {
        gateway.answers(
                        409,
                        "{\"title\":\"Not ready\",\"status\":409,\"blockers\":[\"It is paused\"]}")
                .answers(200, "{\"versions\":[{\"version\":2,\"state\":\"replaying\"}]}");

        assertThat(demarche("promote", "coverage", "2").err())
                .endsWith(
                        "`demarche documents coverage --version 2` shows its documents; --force promotes it anyway.\n");
    }

    @Test
    void a_taken_name_is_shown_and_freed_by_commands() throws IOException {
        gateway.answers(409, "{\"type\":\"/problems/taken\",\"title\":\"Taken\",\"status\":409}")
                .answers(
                        200,
                        "{\"reports\":5,\"matched\":5,\"faults\":[],\"documents\":[],\"refused\":\"coverage exists\"}");

        assertThat(demarche("declare", definition()).err())
                .isEqualTo(
                        """
                        Taken
                        `demarche projections coverage --json` shows that definition, `demarche delete coverage` deletes the projection.
                        """);
        assertThat(demarche("declare", definition(), "--dry-run", "5"))
                .isEqualTo(
                        new Run(
                                1,
                                """
                                5 of 5 events matched. Nothing was declared.
                                It cannot be declared: coverage exists.
                                """,
                                ""));
    }

    @Test
    void no_force_is_offered_for_what_code_folds() {
        gateway.answers(200, "{\"live\":2,\"declared\":false}")
                .answers(409, "{\"title\":\"Wrong state\",\"status\":409}");

        assertThat(demarche("delete", "positions")).isEqualTo(new Run(1, "", "Wrong state\n"));
    }

    @Test
    void a_program_hears_what_a_blocked_promotion_can_do() {
        gateway.answers(
                        409,
                        "{\"title\":\"Not ready\",\"status\":409,\"blockers\":[\"It is paused\"]}")
                .answers(200, LIVE_AND_NEXT);

        assertThat(demarche("promote", "positions", "3", "--json").err())
                .isEqualTo(
                        "{\"title\":\"Not ready\",\"status\":409,\"blockers\":[\"It is paused\"],\"hint\":\"`demarche diff positions 3` shows the differences from the live version; --force promotes it anyway.\"}\n");
    }

    @Test
    void what_the_detail_says_is_not_said_again() {
        gateway.answers(
                        409,
                        "{\"title\":\"Not ready\",\"status\":409,\"detail\":\"positions/3 is not promoted: It is paused\",\"blockers\":[\"It is paused\"]}")
                .answers(200, LIVE_AND_NEXT)
                .answers(
                        404,
                        "{\"title\":\"Unknown name\",\"status\":404,\"detail\":\"There is no projection 'postions': did you mean positions?\",\"suggestions\":[\"positions\"]}");

        assertThat(demarche("promote", "positions", "3").err())
                .isEqualTo(
                        """
                        Not ready: positions/3 is not promoted:
                          It is paused
                        `demarche diff positions 3` shows the differences from the live version; --force promotes it anyway.
                        """);
        assertThat(demarche("rollback", "postions").err())
                .isEqualTo(
                        "Unknown name: There is no projection 'postions': did you mean positions?\n");
    }

    @Test
    void a_conflict_that_force_does_not_help_against_is_told_as_it_is() {
        gateway.answers(409, "{\"title\":\"It is cancelled\",\"status\":409}");

        assertThat(demarche("promote", "positions", "3"))
                .isEqualTo(new Run(1, "", "It is cancelled\n"));
    }

    @Test
    void the_other_steps_say_what_is_true_now() {
        gateway.answers(200, "{\"projection\":\"positions\",\"version\":2,\"state\":\"live\"}")
                .answers(200, REPLAYING)
                .answers(200, REPLAYING)
                .answers(200, REPLAYING)
                .answers(200, REPLAYING)
                .answers(200, "{\"state\":\"cancelled\"}")
                .answers(200, "{}");

        assertThat(demarche("rollback", "positions").out()).isEqualTo("positions/2 is live now.\n");
        assertThat(demarche("pause", "positions", "3").out())
                .isEqualTo("positions/3 is paused; `demarche resume positions 3` resumes it.\n");
        assertThat(demarche("resume", "positions", "3").out())
                .isEqualTo(
                        "positions/3 is running again; `demarche replay positions --follow 3` watches it.\n");
        assertThat(demarche("throttle", "positions", "3", "1500").out())
                .isEqualTo("positions/3 is folded at 1,500 events a second at most.\n");
        assertThat(demarche("throttle", "positions", "3", "none").out())
                .isEqualTo("positions/3 is folded as fast as possible.\n");
        assertThat(demarche("cancel", "positions", "3").out())
                .isEqualTo("positions/3 is cancelled: its documents are deleted.\n");
        assertThat(demarche("retire", "positions", "1").out())
                .isEqualTo("positions/1 is gone: its documents are deleted.\n");
        assertThat(gateway.asked())
                .containsExactly(
                        new Asked(
                                "POST /v1/projections/positions/rollback",
                                asked("\"force\":false")),
                        new Asked(
                                "PATCH /v1/projections/positions/versions/3",
                                asked("\"state\":\"paused\"")),
                        new Asked(
                                "PATCH /v1/projections/positions/versions/3",
                                asked("\"state\":\"replaying\"")),
                        new Asked(
                                "PATCH /v1/projections/positions/versions/3",
                                asked("\"throttle\":1500")),
                        new Asked(
                                "PATCH /v1/projections/positions/versions/3",
                                asked("\"throttle\":null")),
                        new Asked("DELETE /v1/projections/positions/versions/3?by=" + PERSON, ""),
                        new Asked("DELETE /v1/projections/positions/versions/1?by=" + PERSON, ""));
    }

    private static String asked(String what) {
        return "{\"by\":\"%s\",%s}".formatted(PERSON, what);
    }

    @Test
    void a_rate_that_is_none_is_not_sent() {
        assertThat(demarche("throttle", "positions", "3", "fast"))
                .isEqualTo(new Run(2, "", "RATE must be a number from 1, or none, not fast.\n"));
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void a_difference_is_counted_and_shown_field_by_field() {
        gateway.answers(
                200,
                "{\"counts\":{\"onlyHere\":1,\"onlyThere\":0,\"differ\":1,\"same\":1204},\"items\":[{\"key\":\"p/russia/dam\",\"here\":{\"stance\":\"favor\",\"since\":\"2024\"},\"there\":{\"stance\":\"against\",\"since\":\"2024\"}},{\"key\":\"p/usa/dam\",\"here\":{\"summary\":\"%s\"},\"there\":null}],\"next\":\"c\"}"
                        .formatted("x".repeat(200)));

        assertThat(demarche("diff", "positions", "3", "--limit", "2"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                positions/3 against the live version: 1 different, 1 only here, 0 only there, 1,204 the same.
                                p/russia/dam
                                  here   {"stance":"favor"}
                                  there  {"stance":"against"}
                                p/usa/dam
                                  here   {"summary":"%s"}
                                  there  nothing
                                """
                                        .formatted("x".repeat(200)),
                                "There are more rows: --limit shows more.\n"));
        assertThat(gateway.asked().getFirst().request())
                .isEqualTo("GET /v1/projections/positions/versions/3/diff?limit=2");
    }

    @Test
    void a_diff_of_two_rules_says_why() {
        gateway.answers(
                200,
                "{\"counts\":{\"onlyHere\":0,\"onlyThere\":0,\"differ\":1205,\"same\":0,\"reasons\":{\"added-fields\":1204,\"days\":1}},\"items\":[{\"key\":\"p/russia/dam\",\"here\":{\"since\":\"2024-05\"},\"there\":{\"since\":\"2024\"},\"reason\":\"days\"}],\"next\":null}");

        assertThat(demarche("diff", "positions", "3", "--reason", "days").out())
                .isEqualTo(
                        """
                        positions/3 against the live version: 1,205 different, 0 only here, 0 only there, 0 the same.
                          added fields: 1,204
                          days: 1
                        p/russia/dam, days
                          here   {"since":"2024-05"}
                          there  {"since":"2024"}
                        """);
        assertThat(gateway.asked().getFirst().request())
                .contains("/v1/projections/positions/versions/3/diff?reason=days");
    }

    @Test
    void documents_are_a_line_each_and_the_one_of_a_key_is_whole() {
        gateway.answers(
                        200,
                        "{\"items\":[{\"key\":\"daily\",\"document\":{\"reports\":7}}],\"next\":null}")
                .answers(200, "{\"items\":[],\"next\":null}")
                .answers(200, "{\"key\":\"a/b\",\"document\":{\"reports\":7}}");

        assertThat(demarche("documents", "coverage", "--prefix", "d", "--version", "2").out())
                .isEqualTo("daily  {\"reports\":7}\n");
        assertThat(demarche("documents", "coverage").out())
                .isEqualTo("coverage has no documents.\n");
        assertThat(demarche("documents", "coverage", "a/b").out())
                .isEqualTo(
                        """
                        {
                          "key" : "a/b",
                          "document" : {
                            "reports" : 7
                          }
                        }
                        """);
        assertThat(gateway.asked().stream().map(Asked::request))
                .containsExactly(
                        "GET /v1/projections/coverage/documents?prefix=d&version=2&limit=100",
                        "GET /v1/projections/coverage/documents?limit=100",
                        "GET /v1/projections/coverage/documents/a%2Fb");
    }

    private String definition() throws IOException {
        return Files.writeString(home.resolve("coverage.json"), "{ \"name\": \"coverage\" }")
                .toString();
    }

    private Run demarche(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", gateway.url()));
        return Run.demarche(home, all.toArray(String[]::new));
    }
}
