package org.demarche.gateway.entrance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.gateway.Wire;
import org.demarche.http.Problem;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of HTTP that are the same at every address. */
class HttpEdgesTest {

    private static final String BROWSER =
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    /** They differ from one answer to the next, or say how a body is sent. */
    private static final Set<String> OF_ONE_ANSWER =
            Set.of("date", "x-request-id", "connection", "transfer-encoding");

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
        stack.register(Reports.NORLAND, Reports.TREATY, Reports.DAILY);
        stack.publish(
                documents(filed("norland", "river-treaty", "r1", Stance.FAVOR, "2024-03-01")));
        assertThat(stack.get("/v1/actors/norland").statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void the_root_leads_a_browser_to_a_page_and_a_program_to_links() {
        var page = stack.get("/", "Accept", BROWSER);
        var links = stack.get("/");

        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(
                        policy ->
                                assertThat(policy)
                                        .contains("default-src 'none'", "frame-ancestors 'none'"));
        assertThat(page.body())
                .contains("· Demarche</title>", "href=\"/docs/reference\"", "href=\"/v1/shifts\"")
                .doesNotContain("<script", "${");
        assertThat(links.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(links.headers().allValues("Vary").toString()).contains("Accept");
        var json = OpenApi.json(links.body());
        assertThat(json.get("version").asText()).matches("[0-9]+[.][0-9]+.*");
        for (var link : json.get("links")) {
            assertThat(stack.get(link.asText()).statusCode()).as(link.asText()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, ''",
        "/, text/html",
        "/openapi.yml, ''",
        "/health, ''",
        "/health/readiness, ''",
        "/v1/positions, ''",
        "/v1/positions, text/csv",
        "/v1/actors/norland, ''",
        "/v1/actors/norland/positions/river-treaty, ''",
        "/v1/statements, ''",
        "/v1/shifts, ''",
        "/v1/export/reports, ''",
        "/v1/export/registry, ''",
        "/v1/projections, ''",
        "/v1/projections/positions/documents, ''",
        "/problems, ''",
        "/problems/taken, ''",
        "/v1/nowhere, ''",
        "/v1/actors/norlnd, ''",
        "/v1/positions?limit=x, ''"
    })
    void head_has_the_status_and_the_headers_of_get(String path, String accept) {
        var headers = accept.isEmpty() ? new String[0] : new String[] {"Accept", accept};

        var got = stack.send("GET", path, headers);
        var head = stack.send("HEAD", path, headers);

        assertThat(head.statusCode()).isEqualTo(got.statusCode());
        assertThat(head.body()).isEmpty();
        assertThat(headers(head)).isEqualTo(headers(got));
    }

    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(OF_ONE_ANSWER);
        return headers;
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/actors/norland, 'GET,HEAD,OPTIONS,PUT'",
        "/v1/reports, 'OPTIONS,POST'",
        "/v1/projections/positions, 'DELETE,GET,HEAD,OPTIONS'",
        "/v1/projections/positions/versions/2, 'DELETE,GET,HEAD,OPTIONS,PATCH'",
        "/health, 'GET,HEAD,OPTIONS'",
        "/, 'GET,HEAD,OPTIONS'"
    })
    void options_lists_the_methods_of_an_address(String path, String methods) {
        var answer = stack.send("OPTIONS", path);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(allowed(answer)).isEqualTo(methods);
        assertThat(stack.send("TRACE", path).statusCode()).isEqualTo(405);
    }

    private static String allowed(HttpResponse<String> answer) {
        var all = String.join(",", answer.headers().allValues("Allow")).split(" *, *");
        return String.join(",", new TreeSet<>(List.of(all)));
    }

    @Test
    void options_of_nothing_is_a_problem() {
        assertThat(stack.send("OPTIONS", "/v1/nowhere").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/actors/norland",
        "/v1/positions",
        "/openapi.yml",
        "/health",
        "/",
        "/v1/projections"
    })
    void the_type_of_a_body_that_a_read_has_not_makes_no_difference(String path) {
        var plain = stack.get(path);
        var typed = stack.get(path, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(typed.statusCode()).as(typed.body()).isEqualTo(200);
        assertThat(typed.body()).isEqualTo(plain.body());
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/not-http.txt", delimiter = '|', quoteCharacter = '`')
    void what_is_not_http_is_told_why_and_ends_the_connection(
            String name, String request, int status, String part) throws Exception {
        try (var client = Wire.to(stack.port())) {
            client.write(bytes(request));

            var answer = client.readHead();

            assertThat(answer.line()).matches("HTTP/1\\.[01] " + status + " .*");
            assertThat(answer.headers())
                    .containsEntry("content-type", Problem.MEDIA_TYPE)
                    .containsEntry("connection", "close")
                    .containsKey("x-request-id");
            var length = Integer.parseInt(answer.headers().get("content-length"));
            assertThat(new String(client.read(length), UTF_8))
                    .contains(part)
                    .contains("\"status\":" + status);
            assertThat(client.isClosed()).isTrue();
        }
    }

    /** A semicolon ends a line, and a caret is a thousand letters. */
    private static String bytes(String request) {
        return request.replace(";", "\r\n").replace("^", "a".repeat(1_000));
    }
}
