package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.demarche.log.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The seeds of a new stack, and what is filed beside them. */
interface SeededStack {

    UpStack stack();

    @Test
    default void the_seeds_stand_where_the_fold_puts_them() throws Exception {
        var expected = stack().log().positions();

        assertThat(expected).hasSizeGreaterThan(30);
        assertThat(stack().api().served(expected.keySet(), stack().log().end()))
                .isEqualTo(expected);
    }

    @Test
    default void russia_went_from_conditions_to_favor_on_talks() throws Exception {
        var answer =
                stack().api().get("/v1/actors/russia/positions/ukraine-talks", stack().log().end());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var position = answer.json();
        assertThat(position.path("stance").asText()).isEqualTo("favor");
        assertThat(position.path("since").asText()).isEqualTo("2025-03-03");
        assertThat(position.path("previous"))
                .isEqualTo(
                        Api.parse(
                                """
                                {"stance": "conditional", "since": "2022-01-18", "until": "2022-12-02"}
                                """));
    }

    @Test
    default void a_report_is_there_for_the_reader_who_sends_its_token() throws Exception {
        var issue = stack().issue("token");

        var answer = stack().api().post("/v1/reports", Api.JSON, UpStack.report(issue, 2));
        var read =
                stack().api().get("/v1/actors/usa/positions/" + issue, Token.parse(answer.token()));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(read.json().path("stance").asText()).isEqualTo("against");
        assertThat(read.json().path("latest").path("reports").findValuesAsText("report"))
                .containsExactly(answer.json().path("id").asText());
    }

    /**
     * Both articles of one day carry the same briefing. What is expected is folded from the filings
     * alone, as if those of the article had never been, and, of one remark, written down by hand.
     *
     * @param others the conditions that the article left alone gives the remark
     */
    @ParameterizedTest
    @CsvSource({
        "article-003, false, 'putin-seeks-end, russian-withdrawal'",
        "article-004, true, 'putin-seeks-end, nato-consulted'"
    })
    default void taking_back_an_article_changes_what_rested_on_it_and_nothing_else(
            String article, boolean lastFirst, String others) throws Exception {
        var seeds = SeedReports.read();
        var reports = lastFirst ? seeds.of(article).reversed() : seeds.of(article);
        var log = stack().log();
        var whole = seeds.folded(log);
        var before = Served.of(stack().api(), log, whole);
        assertThat(before.remark()).isEqualTo(Served.Remark.CONTESTED);

        for (var report : reports) {
            stack().amend(report, "retractions", "{\"reason\": \"The article was withdrawn\"}");
        }

        var after = Served.of(stack().api(), log, whole);
        var left = whole.without(reports);
        assertThat(after.positions()).isEqualTo(left.positions());
        assertThat(after.shifts()).isEqualTo(left.shifts());
        assertThat(after.attested()).isEqualTo(left.statements());
        assertThat(after.remark()).isEqualTo(Served.Remark.of(others));
        var untouched = before.notAbout(reports);
        assertThat(untouched.positions()).hasSizeGreaterThan(30);
        assertThat(after.positions()).containsAllEntriesOf(untouched.positions());
        assertThat(after.shifts()).containsAllEntriesOf(untouched.shifts());
        assertThat(after.statements()).containsAllEntriesOf(untouched.statements());
        assertThat(after.reports()).containsAllEntriesOf(untouched.reports());

        for (var report : reports) {
            stack().amend(report, "corrections", seeds.lines().get(report));
        }

        var again = Served.of(stack().api(), log, whole);
        assertThat(again.positions()).isEqualTo(before.positions());
        assertThat(again.shifts()).isEqualTo(before.shifts());
        assertThat(again.attested()).isEqualTo(before.attested());
    }
}
