package org.demarche.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.SeedWorld;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages over HTTP: their statuses, their headers, and that they say what the API says. */
class PagesTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    private static final String PAIR = "/actors/russia/issues/ukraine-talks";

    private static final Pattern STYLE = Pattern.compile("href=\"(/assets/[^\"]+[.]css)\"");

    private static final Pattern CITED = Pattern.compile("<p class=\"address\"><a href=\"([^\"]+)");

    private static final Pattern ALTERNATE =
            Pattern.compile("<link rel=\"alternate\" type=\"([^\"]+)\"[^>]* href=\"([^\"]+)\">");

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
        SeedWorld.fill(stack);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/search",
                "/search?q=peace",
                "/actors/russia",
                PAIR,
                "/issues/ukraine-talks",
                "/statements/usa.ukraine-talks.ef9d34e2ea66ae2c8197c601",
                "/reports/usa.ukraine-talks.a003-15",
                "/matrix",
                "/compare?actors=russia,ukraine",
                "/network"
            })
    void a_page_is_html_that_runs_nothing_and_that_is_asked_for_again_by_its_tag(String path) {
        var page = page(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "script-src", "*");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("same-origin");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(page.body())
                .contains(
                        "<!DOCTYPE html>", "rel=\"alternate\"", "<h1", "<meta name=\"description\"")
                .doesNotContain("<script>", "<style", " style=\"", "${");
        var again = page(path, "If-None-Match", header(page, "ETag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "Content-Security-Policy"))
                .isEqualTo(header(page, "Content-Security-Policy"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /                                   | json csv atom
                    /search                             | json csv
                    /actors/russia                      | json csv atom
                    /actors/russia/issues/ukraine-talks | json csv atom
                    /issues/ukraine-talks               | json csv atom
                    /statements/usa.ukraine-talks.ef9d34e2ea66ae2c8197c601 | json
                    /reports/usa.ukraine-talks.a003-15  | json
                    /matrix                             | json csv atom
                    /matrix?issue=ukraine-talks&actor=russia&asOf=2022-12-31 | json csv atom
                    /compare                            | json csv
                    /compare?actors=russia,ukraine      | json csv atom
                    /compare?actors=russia,ukraine&asOf=2022-12-31 | json csv atom
                    /network                            | json csv graphml
                    /network?from=2022-01-01            | json csv graphml
                    /operate                            | json csv
                    /operate/projections/positions      | json csv
                    /operate/dead-letters               | json csv
                    """)
    void every_other_form_of_a_page_answers_at_its_address_with_its_type(
            String path, String forms) {
        var linked = new TreeSet<String>();
        for (var link : ALTERNATE.matcher(page(path).body()).results().toList()) {
            var answer = page(link.group(2).replace("&amp;", "&"));

            assertThat(answer.statusCode()).as(link.group(2) + answer.body()).isEqualTo(200);
            assertThat(header(answer, "Content-Type")).as(link.group(2)).startsWith(link.group(1));
            linked.add(link.group(1).replaceAll(".*/|[+]xml", ""));
        }
        assertThat(linked).containsExactlyInAnyOrder(forms.split(" "));
    }

    @Test
    void the_table_of_a_comparison_has_the_positions_of_its_actors_alone() {
        var csv = stack.get("/v1/positions?actor=russia,ukraine&format=csv").body();

        assertThat(csv.lines().skip(1))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("russia,") || line.startsWith("ukraine,"));
        assertThat(stack.get("/v1/positions?format=xml").statusCode()).isEqualTo(400);
        assertThat(
                        header(
                                stack.get("/v1/positions?format=json", "Accept", "text/csv"),
                                "Content-Type"))
                .isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "/actors/rusia, 404, /actors/russia",
        "/actors/rusia/issues/ukraine-talks, 404, /actors/russia/issues/ukraine-talks",
        "/actors/russia/issues/ukrain-talks, 404, /actors/russia/issues/ukraine-talks",
        "/issues/ukrain-talks, 404, /issues/ukraine-talks",
        "/actors/russia?asof=2022-12-31, 400, did you mean asOf",
        "/actors/russia?asOf=yesterday, 400, asOf must be a day",
        "/statements/nobody.nothing.0, 404, /search",
        "/reports/nobody.nothing.0, 404, /search",
        "'/compare?actors=russia', 400, two to five different actors",
        "'/compare?actors=russia,rusia', 404, /search?q=",
        "/compare?actor=russia, 400, did you mean actors",
        "/network?from=2024-01-02&to=2024-01-01, 400, to is before from",
        "/network?actor=rusia, 404, /search?q=",
        "/nowhere, 404, There is nothing at /nowhere"
    })
    void a_bad_address_gets_a_page_with_the_status_and_what_was_meant(
            String path, int status, String meant) {
        var page = page(path);

        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.body()).contains(meant, "noindex");
    }

    @Test
    void a_program_gets_problems_and_the_api_gives_them_to_browsers_too() {
        assertThat(header(stack.get("/actors/rusia", "Accept", "*/*"), "Content-Type"))
                .isEqualTo("application/problem+json");
        assertThat(header(page("/v1/actors/rusia"), "Content-Type"))
                .isEqualTo("application/problem+json");
    }

    @Test
    void the_stylesheet_has_a_name_of_its_content_and_is_kept_for_ever() {
        var style = STYLE.matcher(page("/").body());
        assertThat(style.find()).isTrue();
        var file = stack.get(style.group(1));

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(header(file, "Content-Type")).isEqualTo("text/css;charset=utf-8");
        assertThat(header(file, "Cache-Control")).contains("immutable", "max-age=31536000");
        assertThat(stack.get("/assets/style.000000000000.css").statusCode()).isEqualTo(404);
    }

    @Test
    void the_first_page_is_small() {
        var page = page("/").body();
        var style = STYLE.matcher(page);
        assertThat(style.find()).isTrue();

        assertThat(page.length() + stack.get(style.group(1)).body().length()).isLessThan(50_000);
    }

    @Test
    void a_position_states_a_claim_and_links_its_other_forms() {
        var page = page(PAIR).body();

        assertThat(page)
                .contains(
                        "\"@type\":\"Claim\"",
                        "type=\"application/json\"",
                        "type=\"text/csv\"",
                        "type=\"application/atom+xml\"",
                        "<link rel=\"canonical\"",
                        "<nav class=\"crumbs\"");
    }

    @Test
    void a_position_tells_of_every_statement_that_the_explanation_has() {
        var explained =
                OpenApi.json(
                        stack.get("/v1/actors/russia/positions/ukraine-talks/explanation").body());
        var page = page(PAIR).body();

        for (var one : explained.path("items")) {
            assertThat(page).contains("/statements/" + one.path("statement").asText());
        }
        assertThat(page).contains("Counted", "Set aside", "a later statement has another stance");
    }

    @Test
    void the_cited_address_answers_the_same_claim_by_the_same_rule() {
        var cited = CITED.matcher(page(PAIR).body());
        assertThat(cited.find()).isTrue();
        var address = cited.group(1).replace("&amp;", "&");

        assertThat(address).startsWith("http://127.0.0.1:" + stack.port() + PAIR + "?asKnown=");
        var page = page(address.substring(address.indexOf("/actors")));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("since 3 March 2025", "as known on");
    }

    @Test
    void the_pictures_of_the_docs_have_less_than_150_kilobytes() throws IOException {
        try (var pictures = Files.list(Path.of("../docs/pictures"))) {
            assertThat(pictures)
                    .hasSizeGreaterThan(3)
                    .allSatisfy(picture -> assertThat(Files.size(picture)).isLessThan(150_000));
        }
    }

    @Test
    void empty_fields_of_a_form_ask_nothing() {
        assertThat(page(PAIR + "?asOf=&asKnown=").statusCode()).isEqualTo(200);
        assertThat(page("/matrix?actor=&issue=&asOf=2022-12-31").statusCode()).isEqualTo(200);
        assertThat(page("/search?q=").statusCode()).isEqualTo(200);
    }

    @Test
    void a_form_keeps_the_rule_and_the_grades_and_the_page_tells_of_them() {
        var asked = "rule=latest-own/1&minReliability=B&graded=only";
        for (var path : List.of(PAIR, "/actors/russia", "/issues/ukraine-talks", "/matrix")) {
            assertThat(page(path + '?' + asked).body())
                    .as(path)
                    .contains(
                            "<input type=\"hidden\" name=\"rule\" value=\"latest-own/1\">",
                            "<input type=\"hidden\" name=\"minReliability\" value=\"B\">",
                            "<input type=\"hidden\" name=\"graded\" value=\"only\">",
                            "by the rule latest-own/1, from outlets graded at least B, from graded"
                                    + " reports alone");
        }
        assertThat(page(PAIR).body()).doesNotContain("type=\"hidden\"");
    }

    @Test
    void a_cell_of_the_matrix_tells_in_words_and_by_a_sign_what_to_know_before_using_it() {
        assertThat(page("/matrix").body())
                .containsPattern("<sup>[!…]</sup></span><span class=\"hidden\">[^<]+, [a-z ,]+<");
    }

    @Test
    void an_issue_leads_to_its_matrix_with_its_parts_on_the_same_day() {
        assertThat(page("/issues/ukraine-talks?asOf=2022-12-31").body())
                .contains("<a href=\"/matrix?issue=ukraine-talks&amp;asOf=2022-12-31\">");
        var whole = page("/issues/diplomatic-solution").body();
        assertThat(whole).contains("ukraine-talks", "As a matrix, with its parts");
    }

    @Test
    void compared_actors_stand_side_by_side_with_what_they_agree_on_and_since_when() {
        var page = page("/compare?actors=Moscow,ukraine,usa").body();

        assertThat(page)
                .contains(
                        "<title>Russia, Ukraine, ",
                        "/actors/russia/issues/ukraine-talks",
                        "<span class=\"mark agree\">agree</span>",
                        "<svg class=\"lane-drawing\"",
                        "The lines show the time from ");
        assertThat(page("/compare").body()).contains("Two to five actors", "All actors and issues");
        assertThat(page("/compare?actors=russia,ukraine&asOf=2022-12-31").body())
                .contains(
                        "from statements up to 31 December 2022",
                        "/compare?actors=russia%2Cukraine\"");
    }

    @Test
    void the_network_of_the_page_is_that_of_the_api_and_of_its_graph() {
        var answer = OpenApi.json(stack.get("/v1/network?from=2022-01-01").body());
        var tie = answer.path("items").get(0);
        var page = page("/network?from=2022-01-01").body();
        var graph = stack.get("/v1/network?from=2022-01-01&format=graphml");

        assertThat(page)
                .contains(
                        "/compare?actors=%s%%2C%s"
                                .formatted(tie.path("actor").asText(), tie.path("other").asText()),
                        "<td>%d</td><td>%d</td><td>%d</td>"
                                .formatted(
                                        tie.path("congruence").asInt(),
                                        tie.path("conflict").asInt(),
                                        tie.path("issues").asInt()),
                        "<svg class=\"network\"",
                        "type=\"application/graphml+xml\"");
        assertThat(header(graph, "Content-Type")).startsWith("application/graphml+xml");
        assertThat(graph.body())
                .contains(
                        "<edge source=\"%s\" target=\"%s\"><data key=\"congruence\">%d</data>"
                                .formatted(
                                        tie.path("actor").asText(),
                                        tie.path("other").asText(),
                                        tie.path("congruence").asInt()));
        assertThat(header(stack.get("/v1/network?format=csv"), "Content-Type"))
                .contains("text/csv");
        assertThat(
                        header(
                                stack.get("/v1/network?format=json", "Accept", "text/csv"),
                                "Content-Type"))
                .contains("application/json");
    }

    @Test
    void a_network_is_of_its_window_and_comes_in_pages() {
        var all = World.items(stack, "/v1/network?from=2022-01-01", "items");

        assertThat(World.pages(stack, "/v1/network?from=2022-01-01", "items", 7)).isEqualTo(all);
        assertThat(World.items(stack, "/v1/network?to=1990-01-01", "items")).isEmpty();
        assertThat(World.items(stack, "/v1/network?actor=russia,ukraine", "items"))
                .allSatisfy(one -> assertThat(one.path("actor").asText()).isEqualTo("russia"));
        var cited = stack.get("/v1/network?from=2022-01-01");
        assertThat(stack.get(World.cited(cited)).body()).isEqualTo(cited.body());
    }

    @Test
    void a_claim_for_frames_leads_to_its_evidence_and_no_site_may_frame_it() {
        var frame = page("/embed" + PAIR);

        assertThat(frame.statusCode()).isEqualTo(200);
        assertThat(frame.body())
                .contains("in favor", "since 3 March 2025", PAIR + "?asKnown=", "/statements/");
        assertThat(header(frame, "Content-Security-Policy")).endsWith("frame-ancestors 'none'");
        assertThat(page("/embed/actors/rusia/issues/ukraine-talks").statusCode()).isEqualTo(404);
    }

    @Test
    void a_search_forgives_typing_errors() {
        assertThat(page("/search?q=Rusia").body()).contains("href=\"/actors/russia\"");
        assertThat(page("/search?q=Kyiw").body()).contains("href=\"/actors/ukraine\"");
        assertThat(page("/search?q=rusia").body().indexOf("href=\"/actors/russia\""))
                .as("before names that have it within a word")
                .isLessThan(page("/search?q=rusia").body().indexOf("Defence of Belarus"));
        assertThat(page("/search?q=zzzzqqqq").body()).contains("Nothing has this name");
    }

    @Test
    void other_names_lead_to_the_page_of_the_entry() {
        var page = page("/actors/Moscow/issues/Ukraine%20talks");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(PAIR + "\">");
    }

    @Test
    void head_answers_as_get_without_a_body() {
        var head = stack.send("HEAD", PAIR, "Accept", BROWSER);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "ETag")).isEqualTo(header(page(PAIR), "ETag"));
    }

    @Test
    void shifts_are_a_feed_by_header_and_by_address_with_ids_that_stay() {
        var feed = stack.get("/v1/shifts?actor=russia&format=atom", "Accept", BROWSER);
        var byHeader = stack.get("/v1/shifts?actor=russia", "Accept", "application/atom+xml");

        assertThat(header(feed, "Content-Type")).isEqualTo("application/atom+xml;charset=utf-8");
        assertThat(ids(feed.body()))
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .isEqualTo(ids(byHeader.body()));
        assertThat(feed.body()).contains("<title>Russia on ", "/actors/russia/issues/");
        assertThat(
                        stack.get(
                                        "/v1/shifts?actor=russia&format=atom",
                                        "If-None-Match",
                                        header(feed, "ETag"))
                                .statusCode())
                .isEqualTo(304);
        assertThat(stack.get("/v1/shifts?format=rss").statusCode()).isEqualTo(400);
        assertThat(header(stack.get("/v1/shifts"), "Content-Type")).isEqualTo("application/json");
    }

    private static List<String> ids(String feed) {
        return Pattern.compile("<id>([^<]+)</id>")
                .matcher(feed)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static HttpResponse<String> page(String path, String... headers) {
        var all = new ArrayList<>(List.of("Accept", BROWSER));
        all.addAll(List.of(headers));
        return stack.get(path, all.toArray(String[]::new));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }
}
