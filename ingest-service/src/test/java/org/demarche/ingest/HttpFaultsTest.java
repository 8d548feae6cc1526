package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.stream.Stream;
import org.demarche.ingest.RunningIngest.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of a request before its body is read: always a problem. */
class HttpFaultsTest {

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("http");
        Samples.register(ingest);
    }

    @AfterAll
    static void stop() {
        assertThat(ingest.reports()).isEmpty();
        ingest.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("POST", "/v1/report", "application/json", 404),
                arguments("GET", "/v1/reports", "application/json", 405),
                arguments("DELETE", "/v1/actors/freedonia", "application/json", 405),
                arguments("POST", "/v1/reports", "text/plain", 415),
                arguments("POST", "/v1/reports", "application/x-www-form-urlencoded", 415),
                arguments("PUT", "/v1/actors/freedonia", "application/x-ndjson", 415),
                arguments("POST", "/v1/reports?register=yes", "application/json", 400),
                arguments("POST", "/v1/reports?register=moon", "application/json", 400),
                arguments("POST", "/v1/reports?force=true", "application/json", 400),
                arguments("POST", "/v1/reports?register=state&force=no", "application/json", 400),
                arguments("POST", "/v1/reports?results=errors", "application/json", 400),
                arguments("POST", "/v1/reports?results=some", "application/x-ndjson", 400),
                arguments("POST", "/v1/reports?result=errors", "application/x-ndjson", 400),
                arguments(
                        "POST", "/v1/reports?register=true&register=true", "application/json", 400),
                arguments("PUT", "/v1/actors/freedonia?register=true", "application/json", 400));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void is_answered_with_a_problem(String method, String path, String type, int status) {
        var answer = ingest.send(method, path, Samples.REPORT, "Content-Type", type);

        assertProblem(answer, status);
    }

    @Test
    void a_wrong_method_hears_of_the_right_one() {
        assertThat(ingest.send("GET", "/v1/reports", "").header("Allow")).contains("POST");
    }

    @Test
    void a_body_without_a_type_is_refused() {
        assertProblem(ingest.send("POST", "/v1/reports", Samples.REPORT), 415);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/reports, http://evil.example",
        "PUT, /v1/actors/freedonia, http://localhost",
        "GET, /health/readiness, null"
    })
    void no_page_is_answered_whatever_its_site(String method, String path, String site) {
        var answer =
                ingest.send(
                        method,
                        path,
                        method.equals("GET") ? "" : Samples.REPORT,
                        "Content-Type",
                        "application/json",
                        "Origin",
                        site);

        assertProblem(answer, 403);
        assertThat(answer.json().get("type").asText()).isEqualTo("/problems/foreign-site");
    }

    @Test
    void a_body_over_its_limit_is_refused_with_and_without_its_length() throws IOException {
        var large = Samples.REPORT + " ".repeat(256 * 1024);
        assertProblem(ingest.post(large), 413);
        assertProblem(
                ingest.send(
                        "PUT", "/v1/actors/freedonia", large, "Content-Type", "application/json"),
                413);
        try (var client = new RawConnection(ingest.port())) {
            client.write(
                    "POST /v1/reports HTTP/1.1\r\nHost: ingest\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.chunk(large);
            assertThat(client.head().getFirst()).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
    }

    @Test
    void a_body_that_is_announced_as_too_large_is_not_asked_for() throws IOException {
        try (var client = new RawConnection(ingest.port())) {
            client.write(
                    "POST /v1/reports HTTP/1.1\r\nHost: ingest\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.head().getFirst()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void a_connection_is_closed_where_a_refused_body_is_still_on_its_way() throws IOException {
        try (var client = new RawConnection(ingest.port())) {
            client.write(
                    "POST /v1/reports?x=1 HTTP/1.1\r\nHost: ingest\r\nContent-Type: application/json\r\nContent-Length: 200000\r\n\r\n{");
            assertThat(client.head())
                    .anyMatch("HTTP/1.1 400 Bad Request"::equals)
                    .anyMatch("connection: close"::equalsIgnoreCase);
        }
    }

    @ParameterizedTest
    @MethodSource("lowFaults")
    void what_is_no_http_is_answered_too(String request, String status) throws IOException {
        try (var client = new RawConnection(ingest.port())) {
            client.write(request);
            var head = client.head();
            assertThat(head.getFirst()).matches("HTTP/1\\.[01] " + status + ".*");
            assertThat(head).anyMatch("content-type: application/problem+json"::equalsIgnoreCase);
        }
    }

    static Stream<Arguments> lowFaults() {
        return Stream.of(
                named(
                        "a query of no bytes",
                        "GET /v1/reports?a=%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                        "4"),
                named(
                        "a control character",
                        "GET /v1/re\u0000ports HTTP/1.1\r\nHost: x\r\n\r\n",
                        "4"),
                named("a NUL", "GET /v1/actors/%00 HTTP/1.1\r\nHost: x\r\n\r\n", "4"),
                named(
                        "a long address",
                        "GET /" + "a".repeat(10_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                        "414"),
                named(
                        "a long header",
                        "GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(10_000) + "\r\n\r\n",
                        "431"));
    }

    private static Arguments named(String name, String request, String status) {
        return arguments(Named.of(name, request), status);
    }

    @Test
    void readiness_and_meters_are_served() {
        ingest.post("{}");
        assertThat(ingest.send("GET", "/health/readiness", "").status()).isEqualTo(200);
        assertThat(ingest.send("GET", "/health/liveness", "").body())
                .isEqualTo("{\"status\":\"UP\"}");
        assertThat(ingest.operation("/health/readiness").body()).contains("\"details\"");
        assertThat(ingest.operation("/prometheus").body())
                .contains("demarche_reports_total")
                .contains("demarche_append_seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/prometheus", "/metrics", "/beans", "/health/else"})
    void what_is_for_operation_is_not_where_reports_are_filed(String path) {
        assertProblem(ingest.send("GET", path, "", "Accept", "text/html"), 404);
    }

    @Test
    void an_unknown_health_is_a_problem_without_the_names_of_classes() {
        var answer = ingest.operation("/health/else");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no /health/else").doesNotContain("micronaut");
    }

    @Test
    void no_report_is_filed_where_operation_is() {
        assertThat(ingest.operation("/v1/reports").status()).isEqualTo(404);
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().get("type").asText()).isNotEmpty();
        assertThat(answer.json().get("title").asText()).isNotEmpty();
        assertThat(answer.json().get("detail").asText()).isNotEmpty();
    }
}
