package org.demarche.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.demarche.cli.FakeGateway;
import org.demarche.cli.GatewayCalls;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;

/** A position as text: its stance, and what it rests on. */
class ShowPositionTest extends GatewayCalls {

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
}
