package org.demarche.gateway.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.World.compact;
import static org.demarche.gateway.World.read;
import static org.demarche.gateway.World.texts;

import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ascribed statements: those about an actor, and its own about others. */
class AscriptionReadsTest {

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = World.start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void both_directions_are_served_what_others_say_first() {
        assertThat(read(stack, "/v1/actors/arvenia/ascriptions"))
                .isEqualTo(
                        compact(
                                """
                                {"items": [
                                   {"by": "belmora", "voice": "ascribed", "actor": "arvenia", "issue": "peace", "stance": "against", "saidOn": "2023-07-01", "statement": "arvenia.peace.r11", "contradicts": true},
                                   {"by": "herald", "voice": "narrated", "actor": "arvenia", "issue": "peace", "stance": "favor", "saidOn": "2023-07-02", "statement": "arvenia.peace.r12", "contradicts": true},
                                   {"by": "arvenia", "voice": "ascribed", "actor": "belmora", "issue": "peace", "stance": "against", "saidOn": "2023-04-01", "statement": "belmora.peace.b2", "contradicts": true}],
                                 "next": null}
                                """));
    }

    @Test
    void ascriptions_are_a_table() {
        assertThat(read(stack, "/v1/actors/belmora/ascriptions", "Accept", "text/csv"))
                .isEqualTo(
                        """
                        by,voice,actor,issue,stance,saidOn,statement,contradicts,byName,actorName,actorCode,issueName,saidOnEarliest,saidOnLatest\r
                        arvenia,ascribed,belmora,peace,against,2023-04-01,belmora.peace.b2,true,Arvenia,Belmora,,peace,2023-04-01,2023-04-01\r
                        belmora,ascribed,arvenia,peace,against,2023-07-01,arvenia.peace.r11,true,Belmora,Arvenia,,peace,2023-07-01,2023-07-01\r
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    arvenia | direction=of                     | belmora arvenia, herald arvenia
                    arvenia | direction=by                     | arvenia belmora
                    arvenia | direction=by&issue=tolls         |
                    arvenia | issue=tolls                      |
                    arvenia | issue=peace,tolls                | belmora arvenia, herald arvenia, arvenia belmora
                    arvenia | asOf=2023-07-01                  | belmora arvenia, arvenia belmora
                    arvenia | asOf=2022-01-01                  |
                    arvenia | asKnown=2024-02-01               | belmora arvenia, herald arvenia
                    arvenia | asKnown=2024-02-05&issue=tolls   | arvenia belmora
                    ministry |                                 |
                    """)
    void ascriptions_are_of_a_point_in_time(String actor, String query, String pairs) {
        var path = "/v1/actors/%s/ascriptions%s".formatted(actor, query == null ? "" : "?" + query);

        var found = texts(World.items(stack, path, "items"), "by", "actor");
        assertThat(String.join(", ", found)).isEqualTo(pairs == null ? "" : pairs);
    }

    @Test
    void what_is_folded_is_what_is_stored() {
        var path = "/v1/actors/arvenia/ascriptions";

        assertThat(read(stack, path + "?asOf=2025-01-01")).isEqualTo(read(stack, path));
    }

    @Test
    void pages_follow_on_each_other() {
        var path = "/v1/actors/arvenia/ascriptions";

        for (var limit = 1; limit < 4; limit++) {
            assertThat(World.pages(stack, path, "items", limit))
                    .isEqualTo(World.items(stack, path, "items"));
        }
    }

    @Test
    void an_answer_can_be_cited() {
        assertThat(
                        stack.get("/v1/actors/Arvenia/ascriptions?direction=by&limit=1")
                                .headers()
                                .allValues("Link"))
                .containsExactly(
                        "<http://127.0.0.1:%d/v1/actors/arvenia/ascriptions?asKnown=2025-01-01T00:00:00Z&rule=latest-own/1&direction=by&limit=1>; rel=\"canonical\""
                                .formatted(stack.port()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    404 | /v1/actors/arvenja/ascriptions                  | "suggestions":["Arvenia"]
                    404 | /v1/actors/arvenia/ascriptions?issue=peece      | "suggestions":["peace"]
                    400 | /v1/actors/arvenia/ascriptions?direction=to     | "parameter":"direction","message":"must be one of of, by
                    400 | /v1/actors/arvenia/ascriptions?asOf=now         | "parameter":"asOf"
                    400 | /v1/actors/arvenia/ascriptions?scope=with-parts | "parameter":"scope","message":"is unknown
                    400 | /v1/actors/arvenia/ascriptions?cursor=YWJj      | "parameter":"cursor"
                    """)
    void what_cannot_be_asked_is_refused(int status, String path, String part) {
        var response = stack.get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(part);
    }
}
