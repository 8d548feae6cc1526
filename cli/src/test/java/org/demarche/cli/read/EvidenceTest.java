package org.demarche.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.demarche.cli.Run;
import org.junit.jupiter.api.Test;

/** The common behaviour of all reads of the evidence, and explanations. */
class EvidenceTest extends EvidenceReads {

    private static final String DECISIVE =
            "{\"statement\":\"freedonia.dam-treaty.b\",\"saidOn\":\"2024-05-02\",\"stance\":\"conditional\",\"voice\":\"own\",\"by\":null,\"reportCount\":2,\"counted\":true,\"reason\":\"decisive\"}";

    private static final String ASCRIBED =
            "{\"statement\":\"freedonia.dam-treaty.d\",\"saidOn\":\"2024-04\",\"stance\":\"against\",\"voice\":\"ascribed\",\"by\":\"sylvania\",\"reportCount\":1,\"counted\":false,\"reason\":\"ascribed\"}";

    private static final String NO_COMMENT =
            "{\"statement\":\"freedonia.dam-treaty.e\",\"saidOn\":\"2024-03\",\"stance\":null,\"voice\":\"own\",\"by\":null,\"reportCount\":1,\"counted\":false,\"reason\":\"no-comment\"}";

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

    private static String explanation(String statements, String next) {
        return "{\"actor\":\"freedonia\",\"issue\":\"dam-treaty\",\"rule\":\"latest-own/1\",\"stance\":\"conditional\",\"since\":\"2024-05-02\",\"items\":[%s],\"next\":%s}"
                .formatted(statements, next);
    }
}
