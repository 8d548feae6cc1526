package org.demarche.gateway.page.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Stack;
import org.demarche.gateway.docs.Docs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The docs and the reference of the API as pages: every one is there, and every link leads on. */
class DocPagesTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"]*|#[^\"]+)\"");
    private static final Pattern PICTURE = Pattern.compile("<img[^>]* src=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    static Stream<String> files() throws IOException {
        try (var files = Files.walk(DOCS)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(file -> DOCS.relativize(file).toString().replace(".md", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void every_file_of_the_docs_is_a_page_and_its_links_lead_to_what_they_name(String name) {
        assertLinksLeadOn("/docs/" + name);
    }

    @Test
    void every_file_that_is_no_decision_is_in_the_list() throws IOException {
        assertThat(Docs.names())
                .containsExactlyInAnyOrderElementsOf(
                        files().filter(name -> !name.contains("/")).toList());
    }

    @Test
    void every_operation_and_every_schema_of_the_api_has_a_page() {
        for (var operation : OpenApi.DOCUMENT.operations()) {
            var id = operation.node().path("operationId").asText();
            assertThat(page("/docs/reference/" + id)).contains(operation.path());
        }
        OpenApi.DOCUMENT
                .root()
                .at("/components/schemas")
                .fieldNames()
                .forEachRemaining(
                        name ->
                                assertThat(page("/docs/reference/schemas/" + name))
                                        .contains("<h1>" + name + "</h1>"));
        assertLinksLeadOn("/docs/reference");
        assertLinksLeadOn("/docs/reference/listShifts");
        assertLinksLeadOn("/docs/reference/schemas/Statement");
        assertLinksLeadOn("/docs");
    }

    @ParameterizedTest
    @CsvSource({
        "/docs/glosary, /docs/glossary",
        "/docs/reference/listShift, /docs/reference/listShifts",
        "/docs/reference/schemas/Statment, /docs/reference/schemas/Statement"
    })
    void an_unknown_page_suggests_the_one_that_was_meant(String path, String meant) {
        var page = stack.get(path, "Accept", "text/html");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("href=\"" + meant + "\"");
    }

    @Test
    void no_name_leads_out_of_the_docs() {
        for (var path :
                Stream.of(
                                "..%2Flogback",
                                "pictures/..%2F..%2Fx.yml", "%2e%2e/x.csv", "decisions", "pictures")
                        .toList()) {
            assertThat(stack.get("/docs/" + path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void a_page_has_the_text_of_its_file_with_tables_headings_and_pictures() {
        assertThat(page("/docs/pages"))
                .contains(
                        "<h1 id=\"pages\">Pages</h1>",
                        "<img src=\"/docs/pictures/position.png\"",
                        "<table>",
                        "href=\"/docs/codebook#two-times\"");
    }

    private static void assertLinksLeadOn(String path) {
        var page = page(path);
        var broken = new TreeSet<String>();
        LINK.matcher(page)
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .distinct()
                .filter(link -> link.startsWith("#") || link.startsWith("/docs"))
                .filter(link -> !leads(path, page, link))
                .forEach(broken::add);
        assertThat(broken).as(path).isEmpty();
        assertThat(PICTURE.matcher(page).results().map(found -> found.group(1)))
                .allMatch(picture -> picture.startsWith("/docs/"));
    }

    private static boolean leads(String path, String page, String link) {
        var target = URI.create(path).resolve(link);
        var there = link.startsWith("#") ? page : body(target.getPath());
        return !there.isEmpty()
                && (target.getFragment() == null
                        || ID.matcher(there)
                                .results()
                                .anyMatch(id -> id.group(1).equals(target.getFragment())));
    }

    /** Empty if there is nothing. */
    private static String body(String path) {
        var answer = stack.get(path, "Accept", "text/html, */*;q=0.8");
        return answer.statusCode() == 200 ? answer.body() : "";
    }

    private static String page(String path) {
        var page = stack.get(path, "Accept", "text/html");
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page.body();
    }
}
