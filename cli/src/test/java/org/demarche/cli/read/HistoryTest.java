package org.demarche.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;

class HistoryTest extends EvidenceReads {

    private static final String AGAINST =
            """
            {"stance":"against","since":"2023-01-01","until":"2023-03","conditions":[],"conditionCount":0,"certainty":"certain",
             "counts":{"statements":1,"reports":1,"outlets":1,"origins":1},
             "statements":[{"statement":"freedonia.dam-treaty.a","saidOn":"2023-01-01","stance":"against","speaker":null,"office":null,"contested":false}],"statementCount":1}""";

    private static final String CONDITIONAL =
            """
            {"stance":"conditional","since":"2024-05-02","until":"[..2024-06]","conditions":[{"key":"inspectors","text":"inspectors are let in"}],"conditionCount":3,"certainty":"uncertain",
             "counts":{"statements":2,"reports":5,"outlets":4,"origins":3},
             "statements":[{"statement":"freedonia.dam-treaty.b","saidOn":"2024-05-02","stance":"conditional","speaker":"rufus-firefly","office":"President","contested":true},
                           {"statement":"freedonia.dam-treaty.c","saidOn":"[..2024-06]","stance":"conditional","speaker":"rufus-firefly","office":"President","contested":false}],"statementCount":2}""";

    @Test
    void a_history_is_its_runs_and_what_lies_between_them() {
        gateway.answers(200, history("null", run(AGAINST, FIRST), run(CONDITIONAL, SOFTENED)));

        assertThat(demarche("history", "freedonia", "dam-treaty", "--as-of", "2024-06-30"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                freedonia on dam-treaty, as of 2024-06-30, by the rule latest-own/1

                                 stance       | since      | last said   | said by                                            | conditions
                                --------------+------------+-------------+----------------------------------------------------+-----------------------------------
                                 against      | 2023-01-01 | 2023-03     | nobody named                                       |
                                              |            |             | 1 statement in 1 report of 1 outlet (1 origin)     |
                                 conditional? | 2024-05-02 | [..2024-06] | rufus-firefly (President)                          | inspectors are let in; and 2 more
                                              |            |             | 2 statements in 5 reports of 4 outlets (3 origins) |

                                first heard on 2023-01-01: against
                                  to    2023-01-01, nobody named: freedonia.dam-treaty.a
                                softened between 2023-01-01 and 2024-05-02: from against to conditional (inspectors)
                                  from  2023-01-01, nobody named: freedonia.dam-treaty.a
                                  to    2024-05-02, rufus-firefly: freedonia.dam-treaty.b
                                """,
                                ""));
        assertThat(requests())
                .containsExactly(
                        "GET /v1/actors/freedonia/positions/dam-treaty/history?asOf=2024-06-30&limit=100");
    }

    @Test
    void a_long_history_is_put_together_up_to_the_limit_and_says_that_there_is_more()
            throws IOException {
        gateway.answers(200, history("\"n1\"", run(AGAINST, FIRST)))
                .answers(200, history("\"n2\"", run(CONDITIONAL, SOFTENED)));

        var run = demarche("history", "freedonia", "dam-treaty", "--limit", "2", "--json");

        assertThat(new ObjectMapper().readTree(run.out()))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        history(
                                                "\"n2\"",
                                                run(AGAINST, FIRST),
                                                run(CONDITIONAL, SOFTENED))));
        assertThat(requests())
                .containsExactly(
                        "GET /v1/actors/freedonia/positions/dam-treaty/history?limit=2",
                        "GET /v1/actors/freedonia/positions/dam-treaty/history?cursor=n1&limit=1");
    }

    @Test
    void without_a_run_there_is_no_history() {
        gateway.answers(200, history("null"));

        assertThat(demarche("history", "freedonia", "dam-treaty"))
                .isEqualTo(
                        new Run(0, "freedonia on dam-treaty: no stance of its own is known\n", ""));
    }

    private static String run(String run, String shift) {
        return run.substring(0, run.length() - 1) + ",\"shifts\":[" + shift + "]}";
    }
}
