package org.demarche.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;
import static org.demarche.model.ReportBuilder.retracted;
import static org.demarche.model.ReportBuilder.said;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.demarche.gateway.Published;
import org.demarche.gateway.Reports;
import org.demarche.gateway.SeedWorld;
import org.demarche.gateway.Stack;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of an actor of whom more is known than one page shows. */
class LongPagesTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    private static final int MANY = 150;

    private static final Pattern OLDER =
            Pattern.compile("<a href=\"([^\"]+)\">Older statements</a>");

    private static Stack stack;
    private static String longStatement;

    @BeforeAll
    static void start() {
        stack = Stack.start();
        stack.register(
                Reports.actor("novaria", "Novaria"), Reports.issue("canal-toll", "Canal toll"));
        stack.publish(SeedWorld.partition("novaria"), documents(manyReports()));
        stack.register(
                Reports.issue("harbor-fee", "Harbor fee"), Reports.issue("ferry-tax", "Ferry tax"));
        stack.publish(SeedWorld.partition("novaria"), Published.of(manyShifts()));
        stack.publish(SeedWorld.partition("novaria"), Published.of(manyTerms()));
        stack.register(Reports.issue("dike", "Dike"));
        var gone = said("novaria.dike.gone", Stance.AGAINST, "2021-02-01").filed("2024-01-01");
        var told = told("novaria.dike.long", "word ".repeat(200) + "the end of it");
        longStatement = StatementId.of(((Filed) told).body(), told.recorded()).toString();
        stack.publish(
                SeedWorld.partition("novaria"),
                Published.of(gone, told, retracted("novaria.dike.gone", "2024-01-02")));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    /** A report with such a summary. */
    private static ReportEvent told(String report, String summary) {
        var id = ReportId.parse(report);
        var body = JsonNodeFactory.instance.objectNode();
        body.put("holder", id.holder())
                .put("spokenFor", id.holder())
                .put("issue", id.issue())
                .put("stance", "favor")
                .put("saidOn", "2021-03-01")
                .put("summary", summary);
        body.putObject("source").put("outlet", "daily").put("publishedOn", "2021-03-02");
        body.putObject("resolved").put("origin", "daily").put("outletKind", "newspaper");
        return SeedWorld.event(id, Filed.WIRE_NAME, body, Instant.parse("2024-01-01T00:00:00Z"));
    }

    /** A run on each day: more than a page of the history has. */
    private static ReportEvent[] manyShifts() {
        var first = LocalDate.parse("2021-01-01");
        return IntStream.range(0, MANY)
                .mapToObj(
                        n ->
                                said(
                                                "novaria.harbor-fee.f" + n,
                                                n % 2 == 0 ? Stance.FAVOR : Stance.AGAINST,
                                                first.plusDays(n).toString())
                                        .filed("2024-01-01"))
                .toArray(ReportEvent[]::new);
    }

    /** One run with more shifts than an answer has of it. */
    private static ReportEvent[] manyTerms() {
        var first = LocalDate.parse("2021-01-01");
        return IntStream.range(0, 30)
                .mapToObj(
                        n ->
                                said(
                                                "novaria.ferry-tax.t" + n,
                                                Stance.CONDITIONAL,
                                                first.plusDays(n).toString())
                                        .on(n % 2 == 0 ? "dam" : "tolls")
                                        .filed("2024-01-01"))
                .toArray(ReportEvent[]::new);
    }

    /** One on each of many days. */
    private static ReportEvent[] manyReports() {
        var first = LocalDate.parse("2020-01-01");
        return IntStream.range(0, MANY)
                .mapToObj(
                        n ->
                                filed(
                                        "novaria",
                                        "canal-toll",
                                        "r" + n,
                                        n % 40 == 0 ? Stance.AGAINST : Stance.FAVOR,
                                        first.plusDays(n).toString()))
                .toArray(ReportEvent[]::new);
    }

    @Test
    void statements_come_a_hundred_at_a_time_each_with_what_was_said() {
        var path = "/actors/novaria/issues/canal-toll";
        var first = page(path).body();
        var older = OLDER.matcher(first);
        assertThat(older.find()).isTrue();
        var second = page(path + older.group(1).replace("&amp;", "&")).body();

        assertThat(first.split("<li class=\"statement", -1)).hasSize(1 + 100);
        assertThat(second.split("<li class=\"statement", -1)).hasSize(1 + MANY - 100);
        assertThat(second.split("Said by Ada Lund", -1)).hasSizeGreaterThan(MANY - 100);
        assertThat(OLDER.matcher(second).find()).isFalse();
        assertThat(List.of(first, second))
                .allSatisfy(
                        page ->
                                assertThat(page)
                                        .contains("Only the statements on this page are drawn"));
        assertThat(page("/actors/novaria/issues/dike").body())
                .doesNotContain("Only the statements on this page");
    }

    @Test
    void older_statements_follow_on_those_of_another_time() {
        var path = "/actors/novaria/issues/canal-toll";
        var first = page(path + "?asKnown=2025-06-01").body();
        var older = OLDER.matcher(first);
        assertThat(older.find()).isTrue();
        var second = page(path + older.group(1).replace("&amp;", "&"));

        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(second.body().split("<li class=\"statement", -1)).hasSize(1 + MANY - 100);
    }

    @ParameterizedTest
    @CsvSource({
        "harbor-fee, changed sides, 30 May 2021",
        "ferry-tax, changed its terms, 30 January 2021"
    })
    void the_last_shift_is_the_latest_of_a_long_history(String issue, String verb, String day) {
        var page = page("/actors/novaria/issues/" + issue).body();
        var last =
                page.substring(
                        page.indexOf("id=\"last-shift\""),
                        page.indexOf("</section>", page.indexOf("id=\"last-shift\"")));

        assertThat(last.substring(0, last.indexOf("<details"))).contains(verb, day);
    }

    @Test
    void a_shift_has_the_texts_of_its_conditions() {
        var shown = page("/issues/ferry-tax").body();

        assertThat(shown).contains("changed its terms").contains("if <bdi>");
        assertThat(shown).doesNotContain("if <bdi>dam<", "if <bdi>tolls<");
    }

    @Test
    void a_long_statement_is_cut_in_lists_and_whole_on_its_page() {
        var list = page("/actors/novaria/issues/dike").body();
        var whole = page("/statements/" + longStatement).body();

        assertThat(list).contains("word word…").doesNotContain("the end of it");
        assertThat(whole).contains("the end of it");
        assertThat(whole.lines().filter(line -> line.startsWith("<meta name=\"description\"")))
                .singleElement()
                .satisfies(line -> assertThat(line.length()).isLessThan(400));
    }

    @Test
    void the_page_of_a_retracted_report_says_when_and_why() {
        assertThat(page("/reports/novaria.dike.gone").body())
                .contains(
                        "<title>Retracted report of",
                        "It was retracted on 2 January 2024 and no longer counts. Reason: “misheard”.");
    }

    private static HttpResponse<String> page(String path, String... headers) {
        var all = new ArrayList<>(List.of("Accept", BROWSER));
        all.addAll(List.of(headers));
        return stack.get(path, all.toArray(String[]::new));
    }
}
