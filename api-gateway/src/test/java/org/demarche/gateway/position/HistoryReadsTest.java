package org.demarche.gateway.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.World.compact;
import static org.demarche.gateway.World.read;
import static org.demarche.gateway.World.readJson;
import static org.demarche.gateway.World.texts;
import static org.demarche.model.ReportBuilder.said;

import java.util.Arrays;
import java.util.List;
import org.demarche.gateway.Published;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.demarche.log.registry.EntryType;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a position came about and why it is what it is, through both times. */
class HistoryReadsTest {

    private static final String PEACE = "/v1/actors/arvenia/positions/peace/";

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
    void a_history_has_the_runs_each_with_the_shifts_into_it() {
        assertThat(read(stack, PEACE + "history?asOf=2023-05-31"))
                .isEqualTo(
                        compact(
                                """
                                {"actor": "arvenia", "issue": "peace", "rule": "latest-own/1",
                                 "items": [
                                   {"stance": "conditional", "since": "2022-01-18", "until": "2022-06-01",
                                    "conditions": [{"key": "tolls", "text": "tolls first", "origins": ["daily"], "originCount": 1}],
                                    "conditionCount": 1, "certainty": "certain",
                                    "counts": {"statements": 2, "reports": 2, "outlets": 1, "origins": 1},
                                    "statements": [
                                      {"statement": "arvenia.peace.r1", "saidOn": "2022-01-18", "stance": "conditional", "speaker": null, "office": null, "contested": false},
                                      {"statement": "arvenia.peace.r2", "saidOn": "2022-06-01", "stance": "conditional", "speaker": null, "office": null, "contested": false}],
                                    "statementCount": 2,
                                    "shifts": [
                                      {"actor": "arvenia", "issue": "peace", "kind": "first", "between": "2022-01-18", "from": null,
                                         "to": {"stance": "conditional", "conditions": ["dam"], "statement": "arvenia.peace.r1", "saidOn": "2022-01-18", "speaker": null}},
                                      {"actor": "arvenia", "issue": "peace", "kind": "terms", "between": "[2022-01-18..2022-06-01]",
                                         "from": {"stance": "conditional", "conditions": ["dam"], "statement": "arvenia.peace.r1", "saidOn": "2022-01-18", "speaker": null},
                                         "to": {"stance": "conditional", "conditions": ["tolls"], "statement": "arvenia.peace.r2", "saidOn": "2022-06-01", "speaker": null}}],
                                    "shiftCount": 2},
                                   {"stance": "favor", "since": "2022-12-02", "until": "2022-12-02",
                                    "conditions": [], "conditionCount": 0, "certainty": "certain",
                                    "counts": {"statements": 1, "reports": 2, "outlets": 2, "origins": 2},
                                    "statements": [
                                      {"statement": "arvenia.peace.r3", "saidOn": "2022-12-02", "stance": "favor", "speaker": "ada-lund", "office": null, "contested": false}],
                                    "statementCount": 1,
                                    "shifts": [
                                      {"actor": "arvenia", "issue": "peace", "kind": "soften", "between": "[2022-06-01..2022-12-02]",
                                         "from": {"stance": "conditional", "conditions": ["tolls"], "statement": "arvenia.peace.r2", "saidOn": "2022-06-01", "speaker": null},
                                         "to": {"stance": "favor", "conditions": [], "statement": "arvenia.peace.r3", "saidOn": "2022-12-02", "speaker": "ada-lund"}}],
                                    "shiftCount": 1},
                                   {"stance": "against", "since": "2023-02", "until": "2023-02",
                                    "conditions": [], "conditionCount": 0, "certainty": "uncertain",
                                    "counts": {"statements": 1, "reports": 1, "outlets": 1, "origins": 1},
                                    "statements": [
                                      {"statement": "arvenia.peace.r5", "saidOn": "2023-02", "stance": "against", "speaker": null, "office": null, "contested": false}],
                                    "statementCount": 1,
                                    "shifts": [
                                      {"actor": "arvenia", "issue": "peace", "kind": "flip", "between": "[2022-12-02..2023-02-28]",
                                         "from": {"stance": "favor", "conditions": [], "statement": "arvenia.peace.r3", "saidOn": "2022-12-02", "speaker": "ada-lund"},
                                         "to": {"stance": "against", "conditions": [], "statement": "arvenia.peace.r5", "saidOn": "2023-02", "speaker": null}}],
                                    "shiftCount": 1},
                                   {"stance": "none", "since": "2023-05-01", "until": "2023-05-01",
                                    "conditions": [], "conditionCount": 0, "certainty": "certain",
                                    "counts": {"statements": 1, "reports": 1, "outlets": 1, "origins": 1},
                                    "statements": [
                                      {"statement": "arvenia.peace.r6", "saidOn": "2023-05-01", "stance": "none", "speaker": null, "office": null, "contested": false}],
                                    "statementCount": 1,
                                    "shifts": [
                                      {"actor": "arvenia", "issue": "peace", "kind": "lapse", "between": "[2023-02-01..2023-05-01]",
                                         "from": {"stance": "against", "conditions": [], "statement": "arvenia.peace.r5", "saidOn": "2023-02", "speaker": null},
                                         "to": {"stance": "none", "conditions": [], "statement": "arvenia.peace.r6", "saidOn": "2023-05-01", "speaker": null}}],
                                    "shiftCount": 1}],
                                 "next": null}
                                """));
    }

    @Test
    void the_last_run_is_the_position_and_every_kind_of_shift_leads_there_once() {
        var history = readJson(stack, PEACE + "history");

        assertThat(history.get("items").get(5))
                .hasToString(
                        compact(
                                """
                                {"stance": "conditional", "since": "2023-09-01", "until": "2023-10-01",
                                 "conditions": [{"key": "dam", "text": "dam first", "origins": ["daily"], "originCount": 1}],
                                 "conditionCount": 1, "certainty": "certain",
                                 "counts": {"statements": 3, "reports": 3, "outlets": 1, "origins": 1},
                                 "statements": [
                                   {"statement": "arvenia.peace.r8", "saidOn": "2023-09-01", "stance": "conditional", "speaker": null, "office": null, "contested": false},
                                   {"statement": "arvenia.peace.r10", "saidOn": "2023-10-01", "stance": "favor", "speaker": "Bo Sand", "office": null, "contested": false},
                                   {"statement": "arvenia.peace.r9", "saidOn": "2023-10-01", "stance": "conditional", "speaker": null, "office": null, "contested": false}],
                                 "statementCount": 3,
                                 "shifts": [
                                   {"actor": "arvenia", "issue": "peace", "kind": "harden", "between": "[2023-06-01..2023-09-01]",
                                    "from": {"stance": "favor", "conditions": [], "statement": "arvenia.peace.r7", "saidOn": "2023-06-01", "speaker": null},
                                    "to": {"stance": "conditional", "conditions": ["dam"], "statement": "arvenia.peace.r8", "saidOn": "2023-09-01", "speaker": null}}],
                                 "shiftCount": 1}
                                """));
        assertThat(World.values(history, "kind"))
                .containsExactly("first", "terms", "soften", "flip", "lapse", "resume", "harden");
    }

    @Test
    void a_history_is_a_table_of_its_runs() {
        assertThat(read(stack, PEACE + "history?asOf=2022-12-31", "Accept", "text/csv"))
                .isEqualTo(
                        """
                        actor,issue,stance,since,until,conditions,conditionKeys,conditionCount,certainty,countedStatements,countedReports,countedOutlets,countedOrigins,statements,saidOn,speakers,statementCount,outweighedStatements,outweighedReports,outweighedOutlets,outweighedOrigins,actorName,actorCode,issueName,sinceEarliest,sinceLatest,untilEarliest,untilLatest,saidOnEarliest,saidOnLatest,speakerName\r
                        arvenia,peace,conditional,2022-01-18,2022-06-01,tolls first,tolls,1,certain,2,2,1,1,arvenia.peace.r1; arvenia.peace.r2,2022-01-18; 2022-06-01,,2,,,,,Arvenia,,peace,2022-01-18,2022-01-18,2022-06-01,2022-06-01,2022-01-18; 2022-06-01,2022-01-18; 2022-06-01,\r
                        arvenia,peace,favor,2022-12-02,2022-12-02,,,0,certain,1,2,2,2,arvenia.peace.r3,2022-12-02,ada-lund,1,,,,,Arvenia,,peace,2022-12-02,2022-12-02,2022-12-02,2022-12-02,2022-12-02,2022-12-02,Ada Lund\r
                        """);
    }

    @Test
    void an_explanation_says_of_every_statement_why() {
        assertThat(read(stack, PEACE + "explanation"))
                .isEqualTo(
                        compact(
                                """
                                {"actor": "arvenia", "issue": "peace", "rule": "latest-own/1",
                                 "stance": "conditional", "since": "2023-09-01",
                                 "items": [
                                   {"statement": "arvenia.peace.r14", "saidOn": "2023-11-05", "stance": "against", "voice": "own", "by": null, "reportCount": 1, "counted": false, "reason": "retracted"},
                                   {"statement": "arvenia.peace.r13", "saidOn": "2023-11-01", "stance": null, "voice": "own", "by": null, "reportCount": 1, "counted": false, "reason": "no-comment"},
                                   {"statement": "arvenia.peace.r9", "saidOn": "2023-10-01", "stance": "conditional", "voice": "own", "by": null, "reportCount": 1, "counted": true, "reason": "decisive"},
                                   {"statement": "arvenia.peace.r10", "saidOn": "2023-10-01", "stance": "favor", "voice": "own", "by": null, "reportCount": 1, "counted": false, "reason": "outweighed"},
                                   {"statement": "arvenia.peace.r8", "saidOn": "2023-09-01", "stance": "conditional", "voice": "own", "by": null, "reportCount": 1, "counted": true, "reason": "same-run"},
                                   {"statement": "arvenia.peace.r12", "saidOn": "2023-07-02", "stance": "favor", "voice": "narrated", "by": "herald", "reportCount": 1, "counted": false, "reason": "narrated"},
                                   {"statement": "arvenia.peace.r11", "saidOn": "2023-07-01", "stance": "against", "voice": "ascribed", "by": "belmora", "reportCount": 1, "counted": false, "reason": "ascribed"},
                                   {"statement": "arvenia.peace.r7", "saidOn": "2023-06-01", "stance": "favor", "voice": "own", "by": null, "reportCount": 1, "counted": false, "reason": "superseded"},
                                   {"statement": "arvenia.peace.r6", "saidOn": "2023-05-01", "stance": "none", "voice": "own", "by": null, "reportCount": 1, "counted": false, "reason": "superseded"},
                                   {"statement": "arvenia.peace.r5", "saidOn": "2023-02", "stance": "against", "voice": "own", "by": null, "reportCount": 1, "counted": false, "reason": "superseded"},
                                   {"statement": "arvenia.peace.r3", "saidOn": "2022-12-02", "stance": "favor", "voice": "own", "by": null, "reportCount": 2, "counted": false, "reason": "superseded"},
                                   {"statement": "arvenia.peace.r2", "saidOn": "2022-06-01", "stance": "conditional", "voice": "own", "by": null, "reportCount": 1, "counted": false, "reason": "superseded"},
                                   {"statement": "arvenia.peace.r1", "saidOn": "2022-01-18", "stance": "conditional", "voice": "own", "by": null, "reportCount": 1, "counted": false, "reason": "superseded"}],
                                 "next": null}
                                """));
    }

    @Test
    void what_is_later_than_the_day_asked_for_is_set_aside_for_that() {
        assertThat(
                        read(
                                stack,
                                PEACE + "explanation?asOf=2022-12-31&limit=16",
                                "Accept",
                                "text/csv"))
                .isEqualTo(
                        """
                        actor,issue,statement,saidOn,stance,voice,by,reportCount,counted,reason,rule,setAside,setAsideCount,deniedBy,deniedCount,actorName,actorCode,issueName,saidOnEarliest,saidOnLatest,byName,evidence\r
                        arvenia,peace,arvenia.peace.r14,2023-11-05,against,own,,1,false,retracted,latest-own/1,,,,,Arvenia,,peace,2023-11-05,2023-11-05,,\r
                        arvenia,peace,arvenia.peace.r13,2023-11-01,,own,,1,false,later-than-as-of,latest-own/1,,,,,Arvenia,,peace,2023-11-01,2023-11-01,,\r
                        arvenia,peace,arvenia.peace.r9,2023-10-01,conditional,own,,1,false,later-than-as-of,latest-own/1,,,,,Arvenia,,peace,2023-10-01,2023-10-01,,\r
                        arvenia,peace,arvenia.peace.r10,2023-10-01,favor,own,,1,false,later-than-as-of,latest-own/1,,,,,Arvenia,,peace,2023-10-01,2023-10-01,,\r
                        arvenia,peace,arvenia.peace.r8,2023-09-01,conditional,own,,1,false,later-than-as-of,latest-own/1,,,,,Arvenia,,peace,2023-09-01,2023-09-01,,\r
                        arvenia,peace,arvenia.peace.r12,2023-07-02,favor,narrated,herald,1,false,later-than-as-of,latest-own/1,,,,,Arvenia,,peace,2023-07-02,2023-07-02,herald,\r
                        arvenia,peace,arvenia.peace.r11,2023-07-01,against,ascribed,belmora,1,false,later-than-as-of,latest-own/1,,,,,Arvenia,,peace,2023-07-01,2023-07-01,Belmora,\r
                        arvenia,peace,arvenia.peace.r7,2023-06-01,favor,own,,1,false,later-than-as-of,latest-own/1,,,,,Arvenia,,peace,2023-06-01,2023-06-01,,\r
                        arvenia,peace,arvenia.peace.r6,2023-05-01,none,own,,1,false,later-than-as-of,latest-own/1,,,,,Arvenia,,peace,2023-05-01,2023-05-01,,\r
                        arvenia,peace,arvenia.peace.r5,2023-02,against,own,,1,false,later-than-as-of,latest-own/1,,,,,Arvenia,,peace,2023-02-01,2023-02-28,,\r
                        arvenia,peace,arvenia.peace.r3,2022-12-02,favor,own,,2,true,decisive,latest-own/1,,,,,Arvenia,,peace,2022-12-02,2022-12-02,,\r
                        arvenia,peace,arvenia.peace.r2,2022-06-01,conditional,own,,1,false,superseded,latest-own/1,,,,,Arvenia,,peace,2022-06-01,2022-06-01,,\r
                        arvenia,peace,arvenia.peace.r1,2022-01-18,conditional,own,,1,false,superseded,latest-own/1,,,,,Arvenia,,peace,2022-01-18,2022-01-18,,\r
                        """);
    }

    @Test
    void before_anything_was_said_or_known_the_history_is_empty() {
        var nothing =
                "{\"actor\":\"%s\",\"issue\":\"%s\",\"rule\":\"latest-own/1\",\"items\":[],\"next\":null}";
        for (var time : List.of("asOf=2020-01-01", "asKnown=2023-12-31")) {
            assertThat(read(stack, PEACE + "history?" + time))
                    .isEqualTo(nothing.formatted("arvenia", "peace"));
        }
        assertThat(read(stack, "/v1/actors/arvenia/positions/tolls/history"))
                .isEqualTo(nothing.formatted("arvenia", "tolls"));
        assertThat(read(stack, PEACE + "explanation?asKnown=2023-12-31"))
                .isEqualTo(
                        "{\"actor\":\"arvenia\",\"issue\":\"peace\",\"rule\":\"latest-own/1\",\"stance\":null,\"since\":null,\"items\":[],\"next\":null}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    asKnown=2024-01-04                       | conditional favor
                    asKnown=2024-01-14T12:00:00Z             | conditional favor against none favor conditional against
                    asOf=2023-02-20                          | conditional favor
                    asOf=2023-02-20&uncertain=include        | conditional favor against
                    asOf=2023-02-20&uncertain=exclude        | conditional favor
                    asOf=2023-02-28&asKnown=2024-01-03       | conditional favor
                    scope=with-parts                         | conditional favor against none favor conditional against
                    scope=with-parts&asOf=2023-11-30         | conditional favor against none favor conditional
                    scope=own                                | conditional favor against none favor conditional
                    """)
    void both_times_and_the_scope_are_honoured(String query, String stances) {
        var runs = World.items(stack, PEACE + "history?" + query, "items");

        assertThat(String.join(" ", texts(runs, "stance"))).isEqualTo(stances);
    }

    @Test
    void a_part_counts_in_the_explanation_of_the_whole() {
        var statements =
                World.items(stack, PEACE + "explanation?scope=with-parts&limit=1", "items");

        assertThat(texts(statements, "statement", "voice", "reason"))
                .containsExactly("ministry.peace.m1 own decisive");
    }

    @Test
    void pages_follow_on_each_other() {
        for (var limit = 1; limit < 6; limit++) {
            assertThat(World.pages(stack, PEACE + "history", "items", limit))
                    .isEqualTo(World.items(stack, PEACE + "history", "items"));
            assertThat(World.pages(stack, PEACE + "explanation", "items", limit))
                    .isEqualTo(World.items(stack, PEACE + "explanation", "items"));
        }
        var first = readJson(stack, PEACE + "history?limit=1");
        assertThat(World.values(first, "kind")).hasSize(2);
    }

    @Test
    void a_page_goes_on_where_it_ended_whatever_was_filed_or_retracted_meanwhile() {
        var runs =
                new ReportEvent[] {
                    said("belmora.dam.c1", Stance.FAVOR, "2021-03-01").filed("2024-01-01"),
                    said("belmora.dam.c2", Stance.AGAINST, "2021-05-01").filed("2024-01-01"),
                    said("belmora.dam.c3", Stance.NONE, "2021-07-01").filed("2024-01-01"),
                    said("belmora.dam.c4", Stance.FAVOR, "2021-09-01").filed("2024-01-01"),
                };
        World.register(
                stack,
                EntryType.ISSUE,
                "dam",
                "{'name': 'dam', 'proposition': 'The dam should stay'}");
        stack.publish(Published.of(runs));
        var dam = "/v1/actors/belmora/positions/dam/";
        var firstRuns = readJson(stack, dam + "history?limit=2");
        var firstStatements = readJson(stack, dam + "explanation?limit=2");
        assertThat(World.values(firstRuns, "since")).containsExactly("2021-03-01", "2021-05-01");
        assertThat(World.values(firstStatements, "saidOn"))
                .containsExactly("2021-09-01", "2021-07-01");

        var more = Arrays.copyOf(runs, runs.length + 3);
        more[4] = ReportBuilder.retracted("belmora.dam.c2", "2024-01-02");
        more[5] = said("belmora.dam.c5", Stance.NONE, "2021-02-01").filed("2024-01-02");
        more[6] = said("belmora.dam.c6", Stance.AGAINST, "2021-08-01").filed("2024-01-02");
        stack.publish(Published.of(more));

        var restOfRuns =
                readJson(stack, dam + "history?limit=2&cursor=" + firstRuns.get("next").asText());
        assertThat(World.values(restOfRuns, "since")).containsExactly("2021-07-01", "2021-08-01");
        var restOfStatements =
                readJson(
                        stack,
                        dam + "explanation?limit=9&cursor=" + firstStatements.get("next").asText());
        assertThat(World.values(restOfStatements, "saidOn"))
                .containsExactly("2021-05-01", "2021-03-01", "2021-02-01");
    }

    @Test
    void of_a_long_run_the_first_few_statements_and_shifts_are_shown() {
        var many = new ReportEvent[45];
        for (var i = 0; i < many.length; i++) {
            many[i] =
                    said(
                                    "arvenia.tolls2.t" + i,
                                    Stance.CONDITIONAL,
                                    "2020-%02d-%02d".formatted(1 + i / 28, 1 + i % 28))
                            .on("key-" + i)
                            .filed("2024-01-01");
        }
        World.register(
                stack,
                EntryType.ISSUE,
                "tolls2",
                "{'name': 'other tolls', 'proposition': 'Other tolls should stay'}");
        stack.publish(Published.of(many));

        var history = readJson(stack, "/v1/actors/arvenia/positions/tolls2/history");

        var run = history.get("items").get(0);
        assertThat(history.get("items")).hasSize(1);
        assertThat(run.get("statements")).hasSize(20);
        assertThat(run.get("statementCount").asInt()).isEqualTo(45);
        assertThat(run.get("shifts")).hasSize(20);
        assertThat(run.get("shiftCount").asInt()).isEqualTo(45);
    }

    @Test
    void answers_say_how_far_the_registry_is_read_and_where_they_can_be_cited() {
        for (var what : List.of("history", "explanation")) {
            var response =
                    stack.get("/v1/actors/Arvenia/positions/peace/" + what + "?asOf=2023-01-01");

            var tag = response.headers().firstValue("ETag").orElseThrow();
            assertThat(tag).matches("\"[0-9a-f]{24}-g[0-9]+\"");
            assertThat(response.headers().firstValue("Content-Location")).contains(PEACE + what);
            assertThat(response.headers().firstValue("Link"))
                    .contains(
                            "<http://127.0.0.1:%d%s%s?asOf=2023-01-01&asKnown=2025-01-01T00:00:00Z&rule=latest-own/1>; rel=\"canonical\""
                                    .formatted(stack.port(), PEACE, what));
            assertThat(
                            stack.get(PEACE + what + "?asOf=2023-01-01", "If-None-Match", tag)
                                    .statusCode())
                    .isEqualTo(304);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    404 | /v1/actors/arvenja/positions/peace/history              | "suggestions":["Arvenia"]
                    404 | /v1/actors/arvenia/positions/peece/explanation          | "suggestions":["peace"]
                    400 | /v1/actors/arvenia/positions/peace/history?asOf=soon    | "parameter":"asOf"
                    400 | /v1/actors/arvenia/positions/peace/history?asKnown=soon | "parameter":"asKnown"
                    400 | /v1/actors/arvenia/positions/peace/history?uncertain=include | "parameter":"uncertain"
                    400 | /v1/actors/arvenia/positions/peace/explanation?scope=all | "parameter":"scope"
                    400 | /v1/actors/arvenia/positions/peace/explanation?limit=0  | "parameter":"limit"
                    400 | /v1/actors/arvenia/positions/peace/explanation?kind=flip | "parameter":"kind"
                    400 | /v1/actors/arvenia/positions/peace/history?cursor=YWJj  | "parameter":"cursor"
                    """)
    void what_cannot_be_asked_is_refused(int status, String path, String part) {
        var response = stack.get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(part);
    }

    @Test
    void a_cursor_of_another_query_is_refused() {
        var cursor = readJson(stack, PEACE + "history?limit=1").get("next").asText();

        for (var other : List.of("explanation?cursor=", "history?asOf=2023-01-01&cursor=")) {
            assertThat(stack.get(PEACE + other + cursor).statusCode()).isEqualTo(400);
        }
    }
}
