package org.demarche.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a position rests on, as an analyst reads it. */
class EvidenceTest {

    private static final String SOFTENED =
            """
            {"actor":"freedonia","issue":"dam-treaty","kind":"soften","between":"[2023-01-01..2024-05-02]",
             "from":{"stance":"against","conditions":[],"statement":"freedonia.dam-treaty.a","saidOn":"2023-01-01","speaker":null},
             "to":{"stance":"conditional","conditions":["inspectors"],"statement":"freedonia.dam-treaty.b","saidOn":"2024-05-02","speaker":"rufus-firefly"}}""";

    private static final String FIRST =
            """
            {"actor":"freedonia","issue":"dam-treaty","kind":"first","between":"2023-01-01","from":null,
             "to":{"stance":"against","conditions":[],"statement":"freedonia.dam-treaty.a","saidOn":"2023-01-01","speaker":null}}""";

    private static final String TERMS =
            """
            {"actor":"freedonia","issue":"dam-treaty","kind":"terms","between":"[..2024-06]",
             "from":{"stance":"conditional","conditions":["inspectors","maps"],"statement":"freedonia.dam-treaty.b","saidOn":"2024-05-02","speaker":"rufus-firefly"},
             "to":{"stance":"conditional","conditions":["maps","guards"],"statement":"freedonia.dam-treaty.c","saidOn":"[..2024-06]","speaker":"rufus-firefly"}}""";

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

    private static final String STATEMENT =
            """
            {"statement":"freedonia.dam-treaty.b","actor":"freedonia","issue":"dam-treaty","voice":"own","by":null,"stance":"conditional","saidOn":"2024-05-02","contested":true,
             "lead":"freedonia.dam-treaty.r1","counts":{"reports":2,"outlets":2,"origins":2},
             "reports":[
               {"report":"freedonia.dam-treaty.r1","recorded":"2024-05-04T10:00:00Z","counted":true,
                "body":{"holder":"freedonia","spokenFor":"freedonia","issue":"dam-treaty","speaker":{"actor":"rufus-firefly","role":"President"},"stance":"conditional",
                        "conditions":[{"key":"inspectors","text":"inspectors are let in"},{"text":"maps are shown"}],"saidOn":"2024-05-02","summary":"A treaty once inspectors are let in.",
                        "source":{"outlet":"daily","agency":"sylvanian-wire","url":"https://daily.example/1","publishedOn":"2024-05-03","relay":["the palace's read-out"]},
                        "credibility":2,"resolved":{"origin":"sylvanian-wire","outletGrade":"B","speakerOffice":"President"}}},
               {"report":"freedonia.dam-treaty.r2","recorded":"2024-05-05T10:00:00Z","counted":false,
                "body":{"holder":"freedonia","spokenFor":"freedonia","issue":"dam-treaty","stance":"against","saidAfter":"palace-briefing","denies":"dam-speech","source":{"outlet":"post","publishedOn":"2024-05-31","published":"2024-05"},"resolved":{"origin":"post"}}}],
             "differences":[{"field":"stance","conflict":true,"values":[
                 {"value":"conditional","reports":["freedonia.dam-treaty.r1"],"origins":["sylvanian-wire"]},
                 {"value":"against","reports":["freedonia.dam-treaty.r2"],"origins":["post"]}]},
               {"field":"speaker","conflict":false,"values":[
                 {"value":"rufus-firefly","reports":["freedonia.dam-treaty.r1"],"origins":["sylvanian-wire"]},
                 {"value":null,"reports":["freedonia.dam-treaty.r2"],"origins":["post"]}]}]}""";

    private static final String DECISIVE =
            "{\"statement\":\"freedonia.dam-treaty.b\",\"saidOn\":\"2024-05-02\",\"stance\":\"conditional\",\"voice\":\"own\",\"by\":null,\"reportCount\":2,\"counted\":true,\"reason\":\"decisive\"}";

    private static final String ASCRIBED =
            "{\"statement\":\"freedonia.dam-treaty.d\",\"saidOn\":\"2024-04\",\"stance\":\"against\",\"voice\":\"ascribed\",\"by\":\"sylvania\",\"reportCount\":1,\"counted\":false,\"reason\":\"ascribed\"}";

    private static final String NO_COMMENT =
            "{\"statement\":\"freedonia.dam-treaty.e\",\"saidOn\":\"2024-03\",\"stance\":null,\"voice\":\"own\",\"by\":null,\"reportCount\":1,\"counted\":false,\"reason\":\"no-comment\"}";

    /** Without an option: all kinds but first. */
    private static final String CHANGES =
            "kind=flip&kind=soften&kind=harden&kind=lapse&kind=resume&kind=terms";

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

    @Test
    void shifts_are_told_in_words_newest_first() {
        gateway.answers(
                200, "{\"items\":[%s,%s,%s],\"next\":\"more\"}".formatted(TERMS, SOFTENED, FIRST));

        assertThat(
                        demarche(
                                "shifts",
                                "--actor",
                                "freedonia",
                                "--kind",
                                "terms",
                                "--kind",
                                "first",
                                "--from",
                                "2023-01-01",
                                "--to",
                                "2024-12-31",
                                "--limit",
                                "3"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                freedonia on dam-treaty: changed its terms by 2024-06: + guards - inspectors
                                  from  2024-05-02, rufus-firefly: freedonia.dam-treaty.b
                                  to    [..2024-06], rufus-firefly: freedonia.dam-treaty.c
                                freedonia on dam-treaty: softened between 2023-01-01 and 2024-05-02: from against to conditional (inspectors)
                                  from  2023-01-01, nobody named: freedonia.dam-treaty.a
                                  to    2024-05-02, rufus-firefly: freedonia.dam-treaty.b
                                freedonia on dam-treaty: first heard on 2023-01-01: against
                                  to    2023-01-01, nobody named: freedonia.dam-treaty.a
                                """,
                                "There are more rows: --limit shows more.\n"));
        assertThat(requests())
                .containsExactly(
                        "GET /v1/shifts?actor=freedonia&kind=terms&kind=first&from=2023-01-01&to=2024-12-31&limit=3");
    }

    @Test
    void a_shift_whose_order_is_not_known_may_have_been() {
        var uncertain = "\"certain\":false,\"from\"";
        gateway.answers(
                200,
                "{\"items\":[%s,%s],\"next\":null}"
                        .formatted(
                                SOFTENED.replace("\"from\"", uncertain),
                                FIRST.replace("\"from\"", uncertain)));

        assertThat(demarche("shifts", "--uncertain", "include").out())
                .contains(": may have softened between 2023-01-01 and 2024-05-02: from against")
                .contains(": may have been first heard on 2023-01-01: against");
        assertThat(requests())
                .containsExactly("GET /v1/shifts?" + CHANGES + "&uncertain=include&limit=100");
    }

    @Test
    void shifts_of_another_time_and_basis_are_asked_for() {
        gateway.answers(200, "{\"items\":[],\"next\":null}");

        demarche(
                "shifts",
                "--as-of",
                "2024-05-01",
                "--as-known",
                "2024-06-01",
                "--min-reliability",
                "C");

        assertThat(requests())
                .containsExactly(
                        "GET /v1/shifts?"
                                + CHANGES
                                + "&asOf=2024-05-01&asKnown=2024-06-01&minReliability=C&limit=100");
    }

    @Test
    void a_retracted_statement_is_told_with_the_reasons() {
        gateway.answers(
                200,
                """
                {"statement":"freedonia.dam-treaty.b","actor":"freedonia","issue":"dam-treaty","voice":"own","by":null,"stance":"against","saidOn":"2024-05-02","retracted":true,
                 "reports":[{"report":"freedonia.dam-treaty.r1","recorded":"2024-05-04T10:00:00Z","retractedAt":"2024-05-06T10:00:00Z","reason":"kill notice","body":
                   {"holder":"freedonia","spokenFor":"freedonia","issue":"dam-treaty","stance":"against","source":{"outlet":"daily"},"resolved":{"origin":"daily"}}}]}""");

        assertThat(demarche("statement", "freedonia.dam-treaty.b").out())
                .isEqualTo(
                        """
                        freedonia on dam-treaty: against, said on 2024-05-02, retracted
                          statement  freedonia.dam-treaty.b
                          report     freedonia.dam-treaty.r1
                                     daily, origin daily, recorded 2024-05-04T10:00:00Z
                                     retracted 2024-05-06T10:00:00Z: kill notice
                                     came by somebody for freedonia > daily
                                     against
                        """);
    }

    @Test
    void a_report_is_shown_with_its_events_and_who_recorded_each() {
        gateway.answers(
                200,
                """
                {"report":"freedonia.dam-treaty.r1","statement":"freedonia.dam-treaty.b","events":[
                  {"report":"freedonia.dam-treaty.r1","type":"report-filed","recorded":"2024-05-04T10:00:00.123Z","recordedBy":"Desk, night","body":
                    {"holder":"freedonia","spokenFor":"freedonia","issue":"dam-treaty","stance":"against","saidOn":"2024-05-02","source":{"outlet":"daily"},"resolved":{"origin":"daily"},"coder":{"name":"Ada Lund"}}},
                  {"report":"freedonia.dam-treaty.r1","type":"report-retracted","recorded":"2024-05-06T10:00:00Z","body":{"reason":"kill notice"}}]}""");

        assertThat(demarche("report", "freedonia.dam-treaty.r1").out())
                .isEqualTo(
                        """
                        freedonia.dam-treaty.r1: freedonia on dam-treaty, said on 2024-05-02
                          statement  freedonia.dam-treaty.b
                          2024-05-04T10:00:00Z  filed, recorded by Desk, night
                                     daily, origin daily
                                     came by somebody for freedonia > daily
                                     against
                                     coded by Ada Lund
                          2024-05-06T10:00:00Z  retracted
                                     kill notice
                        """);
        assertThat(requests()).containsExactly("GET /v1/reports/freedonia.dam-treaty.r1");
    }

    @Test
    void the_content_of_a_report_is_printed_as_a_correction_takes_it() {
        gateway.answers(
                200,
                """
                {"events":[{"body":{"holder":"freedonia","stance":"against","resolved":{"origin":"daily"}}},
                  {"body":{"holder":"freedonia","stance":"favor","resolved":{"origin":"daily"}}},{"body":{"reason":"kill notice"}}]}""");

        assertThat(demarche("report", "freedonia.dam-treaty.r1", "--body").out())
                .isEqualTo(
                        """
                        {
                          "holder" : "freedonia",
                          "stance" : "favor"
                        }
                        """);
    }

    @Test
    void the_id_of_a_report_is_no_statement_but_leads_to_the_report() {
        gateway.answers(404, "{\"title\":\"Not Found\",\"status\":404}")
                .answers(200, "{\"report\":\"freedonia.dam-treaty.r1\"}");

        assertThat(demarche("statement", "freedonia.dam-treaty.r1"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                """
                                Not Found
                                This is the id of a report: `demarche report freedonia.dam-treaty.r1` shows it.
                                """));
    }

    @Test
    void a_read_takes_a_rule_and_grades() {
        gateway.answers(200, "{\"actor\":\"a\",\"issue\":\"b\",\"stance\":null}");

        assertThat(
                        demarche(
                                        "position",
                                        "a",
                                        "b",
                                        "--min-reliability",
                                        "C",
                                        "--max-credibility",
                                        "4",
                                        "--graded",
                                        "only",
                                        "--rule",
                                        "latest-own/1")
                                .out())
                .isEqualTo(
                        "a on b, reliability at least C, credibility at most 4, graded only, rule latest-own/1: no stance of its own is known\n");
        assertThat(requests())
                .containsExactly(
                        "GET /v1/actors/a/positions/b?minReliability=C&maxCredibility=4&graded=only&rule=latest-own%2F1");
    }

    @Test
    void no_shift_is_no_fault() {
        gateway.answers(200, "{\"items\":[],\"next\":null}")
                .answers(200, "{\"items\":[],\"next\":null}");

        assertThat(demarche("shifts"))
                .isEqualTo(
                        new Run(
                                0,
                                "No shift is known. `--kind first` lists when each actor was first heard.\n",
                                ""));
        assertThat(demarche("shifts", "--json"))
                .isEqualTo(new Run(0, "{\"items\":[],\"next\":null}\n", ""));
    }

    @Test
    void a_statement_is_shown_with_the_way_of_each_report_and_their_differences() {
        gateway.answers(200, STATEMENT);

        assertThat(demarche("statement", "freedonia.dam-treaty.b"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                freedonia on dam-treaty: conditional, said on 2024-05-02, contested
                                  statement  freedonia.dam-treaty.b
                                  counts     2 reports of 2 outlets (2 origins)
                                  report     freedonia.dam-treaty.r1, which gives the account that counts
                                             daily, origin sylvanian-wire, published on 2024-05-03, outlet graded B, credibility 2, recorded 2024-05-04T10:00:00Z
                                             came by rufus-firefly (President) > the palace's read-out > sylvanian-wire > daily
                                             conditional if inspectors are let in; maps are shown
                                             A treaty once inspectors are let in.
                                             https://daily.example/1
                                  report     freedonia.dam-treaty.r2, whose account is outweighed
                                             post, origin post, published in 2024-05, recorded 2024-05-05T10:00:00Z
                                             came by somebody for freedonia > post
                                             against
                                             said after palace-briefing
                                             denies dam-speech
                                  differs    stance, a conflict between origins
                                             conditional: sylvanian-wire, in freedonia.dam-treaty.r1
                                             against: post, in freedonia.dam-treaty.r2
                                  differs    speaker, no conflict between origins
                                             rufus-firefly: sylvanian-wire, in freedonia.dam-treaty.r1
                                             nothing: post, in freedonia.dam-treaty.r2
                                """,
                                ""));
        assertThat(requests()).containsExactly("GET /v1/statements/freedonia.dam-treaty.b");
    }

    @Test
    void statements_are_found_by_their_words_and_told_in_three_lines_each() {
        gateway.answers(
                200,
                "{\"items\":[%s,{\"statement\":\"sylvania.dam-treaty.c\",\"actor\":\"sylvania\",\"issue\":\"dam-treaty\",\"voice\":\"ascribed\",\"by\":\"freedonia\",\"stance\":null,\"saidOn\":\"2024-05\",\"lead\":\"sylvania.dam-treaty.r\",\"reports\":[]}],\"next\":\"more\"}"
                        .formatted(STATEMENT));

        assertThat(
                        demarche(
                                "statements",
                                "--q",
                                "inspectors & treaty",
                                "--actor",
                                "freedonia",
                                "--utterance",
                                "dam speech",
                                "--agency",
                                "wire",
                                "--origin",
                                "wire",
                                "--reliability",
                                "A",
                                "--reliability",
                                "B",
                                "--credibility",
                                "2",
                                "--contested",
                                "--order",
                                "day",
                                "--as-known",
                                "2024-07-01",
                                "--limit",
                                "2"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                freedonia on dam-treaty: conditional, said on 2024-05-02, contested
                                  A treaty once inspectors are let in.
                                  freedonia.dam-treaty.b
                                sylvania on dam-treaty: no comment, said in 2024-05, ascribed by freedonia
                                  sylvania.dam-treaty.c
                                """,
                                "There are more rows: --limit shows more.\n"));
        assertThat(requests())
                .containsExactly(
                        "GET /v1/statements?actor=freedonia&q=inspectors%20%26%20treaty&utterance=dam%20speech&agency=wire&origin=wire&reliability=A&reliability=B&credibility=2&contested=true&order=day&asKnown=2024-07-01&limit=2");
    }

    @Test
    void where_no_statement_is_found_it_is_told() {
        gateway.answers(200, "{\"items\":[],\"next\":null}");

        assertThat(demarche("statements", "--q", "nothing"))
                .isEqualTo(new Run(0, "No statement was found.\n", ""));
    }

    @Test
    void an_explanation_says_of_each_statement_whether_it_counts_and_why() {
        gateway.answers(200, explanation(DECISIVE, "\"more\""))
                .answers(200, explanation(ASCRIBED + "," + NO_COMMENT, "null"));

        assertThat(demarche("explain", "freedonia", "dam-treaty", "--as-known", "2024-07-01"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                freedonia on dam-treaty, as known 2024-07-01: conditional since 2024-05-02, by the rule latest-own/1
                                  counted    conditional, said on 2024-05-02, own words, 2 reports: it decides
                                             freedonia.dam-treaty.b
                                  set aside  against, said in 2024-04, ascribed by sylvania, 1 report: another actor says it, not the actor itself
                                             freedonia.dam-treaty.d
                                  set aside  no comment, said in 2024-03, own words, 1 report: the actor refuses to comment
                                             freedonia.dam-treaty.e
                                """,
                                ""));
        assertThat(requests())
                .containsExactly(
                        "GET /v1/actors/freedonia/positions/dam-treaty/explanation?asKnown=2024-07-01&limit=100",
                        "GET /v1/actors/freedonia/positions/dam-treaty/explanation?asKnown=2024-07-01&cursor=more&limit=99");
    }

    @Test
    void every_read_takes_a_point_in_time_and_those_of_one_actor_a_scope() {
        var unheard = "{\"actor\":\"freedonia\",\"issue\":\"dam-treaty\",\"stance\":null}";
        gateway.answers(200, unheard)
                .answers(200, "{\"actor\":\"freedonia\",\"items\":[],\"next\":null}")
                .answers(200, "{\"items\":[],\"next\":null}")
                .answers(200, "{\"items\":[{}],\"next\":null}");
        var time =
                List.of(
                        "--as-of",
                        "2024-01-01",
                        "--as-known",
                        "2024-02-01T00:00:00Z",
                        "--uncertain",
                        "include",
                        "--scope",
                        "with-parts");
        var query =
                "asOf=2024-01-01&asKnown=2024-02-01T00%3A00%3A00Z&uncertain=include&scope=with-parts";

        assertThat(demarche(time, "position", "freedonia", "dam-treaty").out())
                .isEqualTo(
                        "freedonia on dam-treaty, as of 2024-01-01, uncertain days included, as known 2024-02-01T00:00:00Z, scope with-parts: no stance of its own is known\n");
        demarche(time, "position", "freedonia");
        demarche(time.subList(0, 6), "positions");

        assertThat(requests())
                .containsExactly(
                        "GET /v1/actors/freedonia/positions/dam-treaty?" + query,
                        "GET /v1/actors/freedonia/positions?" + query + "&limit=1000",
                        "GET /v1/positions?"
                                + query.replace("&scope=with-parts", "")
                                + "&limit=1000",
                        "GET /v1/positions?limit=1");
        assertThat(demarche(time, "positions").err())
                .startsWith("`demarche positions` has no option --scope");
    }

    @Test
    void a_wrong_parameter_and_an_unknown_name_are_told_once_each() {
        gateway.answers(
                        400,
                        """
                        {"type":"/problems/wrong-parameter","title":"Wrong parameter","status":400,"detail":"asOf must be a day","violations":[{"parameter":"asOf","message":"must be a day"}]}""")
                .answers(
                        404,
                        """
                        {"type":"/problems/unknown-name","title":"Unknown name","status":404,"detail":"No actor is called 'fredonia'","suggestions":["freedonia"]}""");

        assertThat(demarche("history", "freedonia", "dam-treaty", "--as-of", "soon"))
                .isEqualTo(new Run(2, "", "Wrong parameter: --as-of must be a day\n"));
        assertThat(demarche("explain", "fredonia", "dam-treaty"))
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "Unknown name: No actor is called 'fredonia': did you mean freedonia?\n"));
        assertThat(demarche("shifts", "--limit", "0"))
                .isEqualTo(new Run(2, "", "--limit must be at least 1.\n"));
    }

    @Test
    void a_merged_entry_is_followed_to_where_it_went() {
        gateway.sendsTo("/v1/statements/freedonia.dam-treaty.b").answers(200, "{\"n\":1}");

        assertThat(demarche("statement", "old.dam-treaty.b", "--json"))
                .isEqualTo(new Run(0, "{\"n\":1}\n", ""));
    }

    private static String history(String next, String... runs) {
        return "{\"actor\":\"freedonia\",\"issue\":\"dam-treaty\",\"rule\":\"latest-own/1\",\"items\":[%s],\"next\":%s}"
                .formatted(String.join(",", runs), next);
    }

    private static String run(String run, String shift) {
        return run.substring(0, run.length() - 1) + ",\"shifts\":[" + shift + "]}";
    }

    private static String explanation(String statements, String next) {
        return "{\"actor\":\"freedonia\",\"issue\":\"dam-treaty\",\"rule\":\"latest-own/1\",\"stance\":\"conditional\",\"since\":\"2024-05-02\",\"items\":[%s],\"next\":%s}"
                .formatted(statements, next);
    }

    private List<String> requests() {
        return gateway.asked().stream().map(FakeGateway.Asked::request).toList();
    }

    private Run demarche(List<String> options, String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(options);
        return demarche(all.toArray(String[]::new));
    }

    private Run demarche(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", gateway.url()));
        return Run.demarche(home, all.toArray(String[]::new));
    }
}
