package org.demarche.gateway.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.World.compact;
import static org.demarche.gateway.World.read;
import static org.demarche.gateway.World.readJson;
import static org.demarche.gateway.World.texts;
import static org.demarche.model.ReportBuilder.retracted;
import static org.demarche.model.ReportBuilder.said;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.demarche.gateway.Published;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.demarche.log.registry.EntryType;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements of all actors on all issues, filtered, at any point in time. */
class StatementReadsTest {

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = World.start();
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
                    limit=1000                      | r13 r9 r10 r8 r12 r11 r7 r6 r5 r3 r2 r1 b1 b2 b3 b4 m1
                    actor=belmora,ministry          | b1 b2 b3 b4 m1
                    actor=belmora&issue=tolls       | b3 b4
                    issue=tolls                     | b3 b4
                    voice=ascribed                  | r11 b2
                    voice=ascribed,narrated&actor=arvenia | r12 r11
                    speaker=ada-lund                | r3
                    speaker=ADA%20LUND              | r3
                    speaker=bo%20sand               | r10
                    speaker=nobody                  |
                    outlet=herald                   | r12 r3 b3
                    outlet=herald,wire&voice=own    | r3 b3
                    outlet=wire                     |
                    from=2023-11-01                 | r13 m1
                    to=2022-06-01                   | r2 r1 b4
                    from=2023-02-10&to=2023-02-11   | r5
                    asOf=2022-06-01                 | r2 r1
                    asOf=2023-02-10&actor=arvenia   | r3 r2 r1
                    asOf=2023-02-10&uncertain=include&actor=arvenia | r5 r3 r2 r1
                    asKnown=2024-01-14&from=2023-11-02 | r14
                    asKnown=2023-12-31              |
                    order=actor&actor=belmora,ministry | b1 b2 b3 b4 m1
                    order=day                       | m1 r13 r9 r10 r8 r12 r11 r7 r6 b1 b2 b3 r5 r3 r2 r1 b4
                    order=day&voice=own&to=2023-01-01 | r3 r2 r1 b4
                    order=day&outlet=herald         | r12 b3 r3
                    order=day&asKnown=2024-01-14&from=2023-11-02 | r14
                    contested=false&order=day&to=2022-06-01 | r2 r1 b4
                    """)
    void statements_are_filtered(String query, String statements) {
        var found = texts(World.items(stack, "/v1/statements?" + query, "items"), "statement");

        assertThat(
                        String.join(
                                " ",
                                found.stream()
                                        .map(id -> id.substring(id.lastIndexOf('.') + 1))
                                        .toList()))
                .isEqualTo(statements == null ? "" : statements);
    }

    @Test
    void a_statement_lists_its_reports_with_their_origins() {
        assertThat(read(stack, "/v1/statements?speaker=ada-lund"))
                .isEqualTo(
                        compact(
                                """
                                {"items": [
                                   {"statement": "arvenia.peace.r3", "actor": "arvenia", "issue": "peace", "voice": "own", "by": null, "stance": "favor",
                                    "saidOn": "2022-12-02", "contested": false, "lead": "arvenia.peace.r3", "counts": {"reports": 2, "outlets": 2, "origins": 2},
                                    "reports": [
                                      {"report": "arvenia.peace.r3", "recorded": "2024-01-03T00:00:00Z", "counted": true,
                                       "body": {"holder": "arvenia", "spokenFor": "arvenia", "issue": "peace", "speaker": {"actor": "ada-lund", "name": "Ada Lund"}, "stance": "favor",
                                        "saidOn": "2022-12-02", "source": {"outlet": "daily", "publishedOn": "2022-12-31"}, "resolved": {"origin": "daily"}}},
                                      {"report": "arvenia.peace.r4", "recorded": "2024-01-04T00:00:00Z", "counted": true,
                                       "body": {"holder": "arvenia", "spokenFor": "arvenia", "issue": "peace", "speaker": {"actor": "ada-lund", "name": "Ada Lund"}, "stance": "favor",
                                        "saidOn": "2022-12-02", "source": {"outlet": "herald", "publishedOn": "2022-12-31"}, "resolved": {"origin": "herald"}}}],
                                    "differences": []}],
                                 "next": null}
                                """));
    }

    @Test
    void pages_follow_on_each_other_across_actors_and_issues() {
        for (var path :
                List.of(
                        "/v1/statements",
                        "/v1/statements?outlet=herald",
                        "/v1/statements?order=day",
                        "/v1/statements?order=day&outlet=herald",
                        "/v1/statements?origin=daily")) {
            for (var limit = 1; limit < 6; limit++) {
                assertThat(World.pages(stack, path, "items", limit))
                        .isEqualTo(World.items(stack, path, "items"));
            }
        }
    }

    @Test
    void a_page_goes_on_where_it_ended_whatever_was_filed_or_retracted_meanwhile() {
        try (var own = World.start()) {
            var before =
                    new ReportEvent[] {
                        said("ministry.tolls.c1", Stance.FAVOR, "2021-03-01").filed("2024-01-01"),
                        said("ministry.tolls.c2", Stance.AGAINST, "2021-05-01").filed("2024-01-01"),
                        said("ministry.tolls.c3", Stance.NONE, "2021-07-01").filed("2024-01-01"),
                    };
            own.publish(Published.of(before));
            var path = "/v1/statements?actor=ministry&issue=tolls";
            var first = readJson(own, path + "&limit=2");
            assertThat(World.values(first, "lead"))
                    .containsExactly("ministry.tolls.c3", "ministry.tolls.c2");

            var after = Arrays.copyOf(before, 6);
            after[3] = retracted("ministry.tolls.c2", "2024-01-02");
            after[4] = said("ministry.tolls.c4", Stance.FAVOR, "2021-04-01").filed("2024-01-02");
            after[5] = said("ministry.tolls.c5", Stance.FAVOR, "2021-06-01").filed("2024-01-02");
            own.publish(Published.of(after));

            var rest = readJson(own, path + "&cursor=" + first.get("next").asText());
            assertThat(World.values(rest, "lead"))
                    .containsExactly("ministry.tolls.c4", "ministry.tolls.c1");
            assertThat(rest.get("next").isNull()).isTrue();
        }
    }

    @Test
    void a_corrected_report_is_found_under_the_statement_that_it_attests_now() {
        try (var own = World.start()) {
            var filed = said("ministry.tolls.c1", Stance.FAVOR, "2020-03-01").filed("2024-01-01");
            var corrected =
                    said("ministry.tolls.c1", Stance.AGAINST, "2020-03-01").corrected("2024-01-02");
            own.publish(Published.of(filed, corrected));

            var statements = World.items(own, "/v1/statements?actor=ministry&issue=tolls", "items");
            var alone = statements.getFirst().get("statement").asText();
            assertThat(texts(statements, "stance")).containsExactly("against");
            assertThat(readJson(own, "/v1/statements/" + alone)).isEqualTo(statements.getFirst());
            var old = Published.statements(filed).keySet().iterator().next();
            assertThat(old).isNotEqualTo(alone);
            assertThat(own.get("/v1/statements/" + old).statusCode()).isEqualTo(404);
            assertThat(World.values(readJson(own, "/v1/reports/ministry.tolls.c1"), "type"))
                    .containsExactly("report-filed", "report-corrected");
            assertThat(own.get("/v1/reports/ministry.tolls.c").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_page_for_which_much_was_folded_ends_and_goes_on() {
        try (var own = World.start()) {
            var many = new ReportEvent[20_001];
            for (var i = 0; i < many.length - 1; i++) {
                many[i] =
                        said("ministry.peace.z" + i, Stance.FAVOR, "2020-01-01")
                                .utterance("act-" + i % 500)
                                .filed("2024-01-01");
            }
            many[20_000] =
                    said("ministry.tolls.last", Stance.FAVOR, "2020-01-01")
                            .ascribedBy("belmora")
                            .filed("2024-01-01");
            own.publish(Published.of(many));
            var path = "/v1/statements?actor=ministry&voice=ascribed";

            var first = readJson(own, path);
            var second = readJson(own, path + "&cursor=" + first.get("next").asText());

            assertThat(first.get("items")).isEmpty();
            assertThat(World.values(second, "lead")).containsExactly("ministry.tolls.last");
            assertThat(second.get("next").isNull()).isTrue();

            var known = "/v1/positions?actor=ministry&asKnown=2023-12-31";
            var nobody = readJson(own, known);
            var rest = readJson(own, known + "&cursor=" + nobody.get("next").asText());

            assertThat(nobody.get("items")).isEmpty();
            assertThat(rest.get("items")).isEmpty();
            assertThat(rest.get("next").isNull()).isTrue();
        }
    }

    @Test
    void contested_statements_are_listed_alone_or_left_out() {
        try (var own = World.start()) {
            own.publish(
                    Published.of(
                            said("ministry.tolls.d1", Stance.FAVOR, "2021-03-01")
                                    .utterance("hall")
                                    .filed("2024-01-01"),
                            said("ministry.tolls.d2", Stance.AGAINST, "2021-03-01")
                                    .utterance("hall")
                                    .in("herald")
                                    .filed("2024-01-02"),
                            said("ministry.tolls.d3", Stance.FAVOR, "2021-02-01")
                                    .filed("2024-01-03")));
            var path = "/v1/statements?actor=ministry&issue=tolls&contested=";

            assertThat(World.values(readJson(own, path + "true"), "lead"))
                    .containsExactly("ministry.tolls.d1");
            assertThat(World.values(readJson(own, path + "false"), "lead"))
                    .containsExactly("ministry.tolls.d3");
        }
    }

    @Test
    void an_addressee_who_was_merged_is_no_difference() {
        try (var own = World.start()) {
            own.publish(
                    Published.of(
                            said("ministry.tolls.d1", Stance.FAVOR, "2021-03-01")
                                    .to("belmora")
                                    .filed("2024-01-01"),
                            said("ministry.tolls.d2", Stance.FAVOR, "2021-03-01")
                                    .to("duchy")
                                    .in("herald")
                                    .filed("2024-01-02")));
            World.register(own, EntryType.ACTOR, "duchy", "{'kind': 'state', 'name': 'Duchy'}");
            var path = "/v1/statements?actor=ministry&issue=tolls";
            assertThat(differences(own, path)).containsExactly("addressees");

            World.register(
                    own,
                    EntryType.ACTOR,
                    "duchy",
                    "{'kind': 'state', 'name': 'Duchy', 'mergedInto': 'belmora'}");

            assertThat(differences(own, path)).isEmpty();
        }
    }

    private static List<String> differences(Stack own, String path) {
        return readJson(own, path).findValues("field").stream().map(JsonNode::asText).toList();
    }

    @Test
    void a_name_with_a_comma_is_a_name() {
        try (var own = World.start()) {
            World.register(
                    own,
                    EntryType.ACTOR,
                    "duchy",
                    "{'kind': 'state', 'name': 'Belmora, Duchy of'}");

            var response =
                    own.get("/v1/statements?actor=Belmora,%20Duchy%20of&actor=ministry,arvenia");

            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    404 | /v1/statements?actor=arvenja   | "suggestions":["Arvenia"]
                    404 | /v1/statements?issue=peece     | "suggestions":["peace"]
                    404 | /v1/statements?outlet=dayly    | "suggestions":["daily"]
                    400 | /v1/statements?voice=loud      | "parameter":"voice","message":"must be one of own, ascribed, narrated
                    400 | /v1/statements?order=up        | "parameter":"order","message":"must be one of actor, day
                    400 | /v1/statements?contested=maybe | "parameter":"contested","message":"must be one of true, false
                    400 | /v1/statements?speaker=        | "parameter":"speaker","message":"has neither a letter nor a digit"
                    400 | /v1/statements?speaker=a&speaker=b | "parameter":"speaker","message":"is given 2 times"
                    400 | /v1/statements?from=2023       | "parameter":"from","message":"must be a day
                    400 | /v1/statements?from=2023-02-02&to=2023-02-01 | "parameter":"to","message":"is before from=
                    400 | /v1/statements?uncertain=include | "parameter":"uncertain"
                    400 | /v1/statements?asKnown=soon    | "parameter":"asKnown"
                    404 | /v1/statements?agency=dayly    | "suggestions":["daily"]
                    404 | /v1/statements?origin=dayly    | No outlet or actor is called 'dayly'
                    400 | /v1/statements?reliability=G   | "parameter":"reliability","message":"must be one of A, B, C, D, E, F
                    400 | /v1/statements?credibility=7   | "parameter":"credibility","message":"must be one of 1, 2, 3, 4, 5, 6
                    400 | /v1/statements?bom=true        | "parameter":"bom","message":"is allowed only for a table: ask with format=csv or Accept: text/csv"
                    400 | /v1/statements?cursor=abc      | "parameter":"cursor"
                    400 | /v1/statements?scope=own       | "parameter":"scope"
                    """)
    void what_cannot_be_asked_is_refused(int status, String path, String part) {
        var response = stack.get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(part);
    }
}
