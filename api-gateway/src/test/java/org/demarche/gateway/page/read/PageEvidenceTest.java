package org.demarche.gateway.page.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.demarche.log.registry.EntryType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No page says more than its evidence, and none says it of another day or another author. */
class PageEvidenceTest {

    private static final String PAIR = "/actors/arvenia/issues/peace";
    private static final String POSITION = "/v1/actors/arvenia/positions/peace";
    private static final Pattern CLAIM =
            Pattern.compile("<script type=\"application/ld[+]json\">(.+?)</script>");

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = World.start();
        World.register(
                stack,
                EntryType.ACTOR,
                "old-ministry",
                "{'kind': 'organization', 'name': 'Old Ministry', 'mergedInto': 'ministry'}");
        World.register(
                stack,
                EntryType.ACTOR,
                "ida-holm",
                "{'kind': 'person', 'name': 'Ida Holm', 'memberOf': ["
                        + "{'actor': 'ministry', 'role': 'clerk', 'from': '2019-01-01', 'to': '2019-12-31'},"
                        + "{'actor': 'ministry', 'role': 'minister', 'from': '2021-01-01'}]}");
        World.register(
                stack,
                EntryType.ACTOR,
                "ola-berg",
                "{'kind': 'person', 'name': 'Ola Berg', 'memberOf': ["
                        + "{'actor': 'ministry', 'role': 'minister', 'from': '2018-01-01', 'to': '2020-12-31'}]}");
        assertThat(stack.get("/v1/actors/ola-berg").statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void a_position_rests_on_the_statements_that_count() {
        var position = OpenApi.json(stack.get(POSITION).body());
        var counts = position.at("/counts/statements").asInt();
        var heard = position.at("/heard/statements").asInt();
        assertThat(counts).isLessThan(heard);

        assertThat(page(PAIR))
                .contains(
                        "It rests on %d statement".formatted(counts),
                        "<dt>statement%s</dt><dd>%d</dd>"
                                .formatted(counts == 1 ? " that counts" : "s that count", counts),
                        "<dt>own statements in all</dt><dd>%d</dd>".formatted(heard));
        assertThat(page("/actors/arvenia"))
                .contains("<div class=\"basis\">%d statement".formatted(counts));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"ascribed, Belmora, Organization", "narrated, herald, Organization"})
    void a_claim_has_the_author_whose_words_it_is(String reason, String author, String type) {
        var path = "/statements/" + statement(reason);
        var claim = claim(page(path));

        assertThat(claim.at("/author/name").asText()).isEqualToIgnoringCase(author);
        assertThat(claim.at("/author/@type").asText()).isEqualTo(type);
        assertThat(claim.path("url").asText())
                .startsWith("http://127.0.0.1:" + stack.port() + path + "?asKnown=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"retracted", "no-comment"})
    void a_statement_that_takes_no_stance_or_was_retracted_is_no_claim(String reason) {
        var page = page("/statements/" + statement(reason));

        assertThat(page).contains("<h1>");
        assertThat(CLAIM.matcher(page).find()).isFalse();
    }

    @Test
    void a_position_without_a_stance_is_no_claim() {
        var page = page("/actors/ministry/issues/tolls");

        assertThat(page).contains("No report yet");
        assertThat(page("/actors/ministry/issues/tolls?asKnown=2020-01-01T00:00:00Z"))
                .contains("Nothing was known about this on that day")
                .doesNotContain("No report yet");
        assertThat(CLAIM.matcher(page).find()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actors/arvenia", "/issues/peace", "/matrix", PAIR})
    void a_page_of_another_day_is_shared_as_one_of_that_day(String path) {
        var day = "from statements up to 31 December 2022";
        var page = page(path + "?asOf=2022-12-31");

        assertThat(page)
                .contains(
                        "<link rel=\"canonical\" href=\"http://127.0.0.1:%d%s?asOf=2022-12-31\">"
                                .formatted(stack.port(), path),
                        path + "?asOf=2022-12-31\">\n<link rel=\"icon\"");
        assertThat(page.lines().filter(line -> line.startsWith("<title>")))
                .singleElement()
                .asString()
                .contains(day);
        assertThat(page.lines().filter(line -> line.startsWith("<meta name=\"description\"")))
                .singleElement()
                .asString()
                .contains(day);
    }

    @Test
    void a_position_of_another_day_is_claimed_and_cited_with_its_times() {
        var page = page(PAIR + "?asOf=2022-12-31&asKnown=2024-06-30");

        assertThat(claim(page).path("text").asText())
                .contains("from statements up to 31 December 2022");
        assertThat(page.split("statements made up to 2022-12-31, reports known up to 2024-", -1))
                .as("the text and the BibTeX")
                .hasSize(3);
    }

    @Test
    void a_retracted_statement_is_listed_and_not_drawn() {
        var page = page(PAIR);
        var drawn = page.substring(page.indexOf("<svg"), page.indexOf("</svg>"));

        assertThat(page).contains("all its reports were retracted");
        assertThat(drawn).contains("1 October 2023").doesNotContain("5 November 2023");
    }

    @Test
    void an_actor_lists_the_office_holders_of_today_or_of_the_day_asked_for() {
        assertThat(members(page("/actors/ministry")))
                .contains("Ida Holm", "minister", "since 1 January 2021")
                .doesNotContain("Ola Berg", "clerk");
        assertThat(members(page("/actors/ministry?asOf=2019-06-01")))
                .contains("Ida Holm", "clerk", "Ola Berg", "until 31 December 2020")
                .doesNotContain("2021");
    }

    @Test
    void lists_and_numbers_have_changes_and_current_entries_alone() {
        var actors = World.items(stack, "/v1/actors", "items");
        var current = actors.stream().filter(one -> !one.path("mergedInto").isTextual()).count();
        assertThat(current).isLessThan(actors.size());

        assertThat(page("/"))
                .contains("<dt>actors</dt><dd>%d</dd>".formatted(current))
                .doesNotContain("<dt>shifts</dt>");
        assertThat(page("/search")).contains("Ida Holm").doesNotContain("Old Ministry");
        assertThat(page("/issues/peace"))
                .contains("changed sides")
                .doesNotContain("was first heard");
    }

    private static String members(String page) {
        return page.substring(page.indexOf("<h2 id=\"members\""));
    }

    /** Of the position, by the reason why it counts or not. */
    private static String statement(String reason) {
        var explanation = OpenApi.json(stack.get(POSITION + "/explanation").body());
        return explanation
                .path("items")
                .valueStream()
                .filter(one -> one.path("reason").asText().equals(reason))
                .map(one -> one.path("statement").asText())
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode claim(String page) {
        var claim = CLAIM.matcher(page);
        assertThat(claim.find()).isTrue();
        return OpenApi.json(claim.group(1));
    }

    private static String page(String path) {
        var page = stack.get(path, "Accept", "text/html");
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page.body();
    }
}
