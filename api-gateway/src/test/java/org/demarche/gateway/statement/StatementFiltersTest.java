package org.demarche.gateway.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.ReportBuilder.retracted;
import static org.demarche.model.ReportBuilder.said;

import java.util.List;
import org.demarche.gateway.Published;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.demarche.log.registry.EntryType;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of statements by what one of their reports is, with all reports of each. */
class StatementFiltersTest {

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = World.start();
        World.register(
                stack, EntryType.ACTOR, "trust", "{'kind': 'organization', 'name': 'Trust'}");
        World.register(
                stack, EntryType.ACTOR, "lund", "{'kind': 'group', 'name': 'Lund, Roe & Co'}");
        World.register(
                stack,
                EntryType.ISSUE,
                "dam",
                "{'name': 'Dam', 'proposition': 'There should be a dam'}");
        stack.publish(
                Published.of(
                        said("arvenia.dam.a1", Stance.FAVOR, "2021-05-01")
                                .utterance("quay")
                                .graded("B", 2)
                                .filed("2024-01-01"),
                        said("arvenia.dam.a2", Stance.FAVOR, "2021-05-01")
                                .utterance("quay")
                                .in("herald")
                                .filed("2024-01-01"),
                        said("arvenia.dam.a3", Stance.AGAINST, "2021-06-01")
                                .graded("B", null)
                                .from("trust")
                                .filed("2024-01-01"),
                        said("belmora.dam.b1", Stance.FAVOR, "2021-05-01")
                                .utterance("quay")
                                .graded("C", 6)
                                .filed("2024-01-01"),
                        said("belmora.dam.b2", Stance.FAVOR, "2021-04-01")
                                .utterance("hall")
                                .agency("wire")
                                .filed("2024-01-01"),
                        said("belmora.dam.b3", Stance.FAVOR, "2021-03-01")
                                .utterance("gone")
                                .filed("2024-01-01"),
                        retracted("belmora.dam.b3", "2024-01-07"),
                        said("belmora.dam.b4", Stance.FAVOR, "2021-02-01")
                                .from("lund")
                                .filed("2024-01-01"),
                        said("arvenia.dam.c1", Stance.FAVOR, "2021-01-01")
                                .utterance("caf\u00e9")
                                .filed("2024-01-01")));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    utterance=quay                  | a1 b1
                    utterance=quay&actor=belmora    | b1
                    utterance=quay&issue=tolls      |
                    utterance=quay&utterance=hall   | a1 b1 b2
                    utterance=Quay                  |
                    utterance=caf%C3%A9             | c1
                    utterance=cafe%CC%81            | c1
                    utterance=gone                  |
                    agency=wire                     | b2
                    agency=wire,daily               | b2
                    origin=wire                     | b2
                    origin=Trust                    | a3
                    origin=Lund,%20Roe%20%26%20Co   | b4
                    origin=herald&issue=dam         | a1
                    reliability=B                   | a3 a1
                    reliability=A,C                 | b1
                    credibility=2                   | a1
                    credibility=2,6                 | a1 b1
                    outlet=herald&reliability=B     |
                    outlet=daily&reliability=B      | a3 a1
                    reliability=B&minReliability=A  |
                    """)
    void statements_are_filtered_by_what_one_of_their_reports_is(String query, String leads) {
        var found = World.items(stack, "/v1/statements?" + query, "items");

        assertThat(
                        found.stream()
                                .map(one -> one.get("lead").asText())
                                .map(id -> id.substring(id.lastIndexOf('.') + 1)))
                .containsExactly(leads == null ? new String[0] : leads.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"utterance=", "utterance=%20", "utterance=quay&utterance="})
    void an_utterance_without_a_name_is_refused(String query) {
        var refused = stack.get("/v1/statements?" + query);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"parameter\":\"utterance\",\"message\":\"is empty\"");
    }

    @Test
    void a_joint_statement_comes_in_pages_like_every_list_and_after_a_restart() {
        var path = "/v1/statements?utterance=quay&utterance=hall";
        var whole = World.items(stack, path, "items");

        for (var limit : List.of(1, 2)) {
            assertThat(World.pages(stack, path, "items", limit)).isEqualTo(whole);
        }
        stack.restart();
        assertThat(World.items(stack, path, "items")).isEqualTo(whole);
    }
}
