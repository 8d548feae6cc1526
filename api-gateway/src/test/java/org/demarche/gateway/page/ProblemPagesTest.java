package org.demarche.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Stack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The type of each problem leads to a page that a person can read. */
class ProblemPagesTest {

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    GET    | /v1/positions?limit=0 | Accept: */*                    | wrong-parameter
                    GET    | /v1/actors/nobody     | Accept: */*                    | unknown-name
                    GET    | /v1/reports/a.b.c     | Accept: */*                    | not-found
                    GET    | /v1/nowhere           | Accept: */*                    | not-found
                    GET    | /v1/positions         | Accept: image/png              | not-acceptable
                    GET    | /v1/positions         | Origin: https://site.example   | foreign-site
                    DELETE | /v1/positions         | Accept: */*                    | method-not-allowed
                    POST   | /v1/projections       | Content-Type: text/plain       | unsupported-media-type
                    """)
    void a_problem_leads_to_its_page(String method, String path, String header, String slug) {
        var parts = header.split(": ", 2);
        var refused = stack.send(method, path, parts[0], parts[1]);
        var problem = OpenApi.json(refused.body());
        assertThat(problem.get("type").asText()).isEqualTo("/problems/" + slug);

        var type = problem.get("type").asText();
        var browser = stack.get(type, "Accept", "text/html, */*;q=0.8");
        assertThat(browser.statusCode()).isEqualTo(303);
        assertThat(browser.headers().firstValue("Location")).contains("/docs/errors#" + slug);
        var page = stack.get(type, "Accept", "*/*");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(page.body()).startsWith(slug + "\n\n" + refused.statusCode() + ". ");
    }

    @Test
    void the_pages_are_the_sections_of_the_docs_and_their_links_lead_on() throws IOException {
        var docs = Files.readAllLines(Path.of("../docs/errors.md"));
        var slugs =
                docs.stream()
                        .filter(line -> line.startsWith("### "))
                        .map(line -> line.substring("### ".length()));

        slugs.forEach(
                slug ->
                        assertThat(stack.get("/problems/" + slug).body())
                                .startsWith(slug + "\n\n"));
        assertThat(stack.get("/problems").headers().allValues("Vary")).contains("Accept");
        assertThat(stack.get("/problems").body())
                .startsWith("# Errors")
                .contains("### not-yet", "(docs/configuration.md#")
                .doesNotContain("](");
    }
}
