package org.demarche.cli.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.demarche.cli.FakeGateway.Asked;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;

/** Listing projections, their documents and differences, and the steps of their versions. */
class ProjectionsTest extends ProjectionCalls {

    private static final String REPLAYING =
            "{\"projection\":\"positions\",\"version\":3,\"state\":\"replaying\",\"progress\":{\"folded\":5,\"total\":9,\"eventsPerSecond\":2,\"caughtUpIn\":2}}";

    private static final String LIVE_AND_NEXT =
            "{\"versions\":[{\"version\":2,\"state\":\"live\"},{\"version\":3,\"state\":\"paused\"}]}";

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
                                positions/3 against the live version: 1 different, 1 only in this version, 0 only in the live one, 1,204 the same.
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
                        positions/3 against the live version: 1,205 different, 0 only in this version, 0 only in the live one, 0 the same.
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
}
