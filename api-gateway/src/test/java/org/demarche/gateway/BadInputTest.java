package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import org.demarche.log.Token;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input is answered with a problem that names the place. */
class BadInputTest {

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
        stack.register(Reports.NORLAND, Reports.TREATY, Reports.DAILY);
        stack.publish(
                documents(filed("norland", "river-treaty", "r1", Stance.FAVOR, "2024-03-01")));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    404 | /v1/nowhere                                          | "detail":"There is nothing at /v1/nowhere"
                    404 | /v1                                                  | "status":404
                    404 | /v1/actors/norlnd                                    | "suggestions":["Norland"]
                    404 | /v1/actors/norlnd/positions                          | "suggestions":["Norland"]
                    404 | /v1/actors/norland/positions/river-treety            | "suggestions":["River treaty"]
                    404 | /v1/issues/river-treety/positions                    | "suggestions":["River treaty"]
                    404 | /v1/outlets/dayly                                    | "suggestions":["daily"]
                    404 | /v1/actors/norland/nothing                           | "status":404
                    404 | /v1/positions?actor=nobody                           | No actor is called 'nobody'
                    404 | /v1/statements?actor=norland&issue=x                 | No issue is called 'x'
                    404 | /v1/statements/nonsense                              | No report attests a statement 'nonsense'
                    404 | /v1/statements/norland.river-treaty.000000000000000000000000 | No report attests
                    404 | /v1/reports/norland.river-treaty.r9                  | There is no report 'norland.river-treaty.r9'
                    404 | /v1/reports/nonsense                                 | There is no report 'nonsense'
                    400 | /v1/positions?limt=5                                 | "parameter":"limt","message":"is unknown: did you mean limit?"
                    400 | /v1/actors/norland?x=1&y=2                           | "parameter":"y"
                    400 | /v1/actors/norland/positions/river-treaty?asOf=2024-13-01 | "parameter":"asOf","message":"must be a day, such as 2025-03-04: '2024-13-01' is not one"
                    400 | /v1/actors/norland/positions?asOf=2024-02            | "parameter":"asOf"
                    400 | /v1/issues/river-treaty/positions?asOf=              | "parameter":"asOf"
                    400 | /v1/positions?asOf=2024-01-01&asOf=2024-01-02        | "parameter":"asOf","message":"is given 2 times"
                    400 | /v1/positions?asKnown=yesterday                      | "parameter":"asKnown","message":"must be an instant, such as 2025-03-04T12:00:00Z, or a day, such as 2025-03-04: 'yesterday' is neither"
                    400 | /v1/actors/norland/positions?asKnown=-1000-01-01T00:00:00Z | "parameter":"asKnown"
                    400 | /v1/positions?asOf=2024-01-01&uncertain=maybe        | "parameter":"uncertain","message":"must be one of exclude, include
                    400 | /v1/positions?uncertain=include                      | "parameter":"uncertain","message":"is allowed only together with asOf"
                    400 | /v1/actors/norland/positions?scope=all               | "parameter":"scope","message":"must be one of own, with-parts
                    400 | /v1/issues/river-treaty/positions?scope=own          | "parameter":"scope","message":"is unknown
                    400 | /v1/positions?limit=0                                | "parameter":"limit","message":"must be a number from 1 to 1000"
                    400 | /v1/positions?limit=1001                             | "parameter":"limit"
                    400 | /v1/positions?limit=many                             | "parameter":"limit"
                    400 | /v1/positions?limit=1&limit=2                        | "parameter":"limit","message":"is given 2 times"
                    400 | /v1/positions?actor=                                 | "parameter":"actor","message":"is empty"
                    400 | /v1/positions?cursor=%25                             | "parameter":"cursor"
                    400 | /v1/positions?cursor=bm9ybGFuZA                      | "parameter":"cursor"
                    400 | /v1/actors?cursor=Tk9SRA                             | "parameter":"cursor"
                    """)
    void an_address_that_asks_for_what_is_not_there_is_told_so(
            int status, String path, String part) {
        var response = stack.get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(response.body()).contains(part).contains("\"status\":" + status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Demarche-Token | r3              | "parameter":"Demarche-Token","message":"is malformed
                    Demarche-Token | r3:x            | "parameter":"Demarche-Token"
                    Prefer         | wait=soon       | "parameter":"Prefer","message":"has wait=soon: it must be a number of seconds, at most 30"
                    Prefer         | wait=31         | "parameter":"Prefer"
                    Prefer         | wait=-1         | "parameter":"Prefer"
                    Prefer         | wait=           | "parameter":"Prefer"
                    Prefer         | a=b, Wait=40    | "parameter":"Prefer"
                    Prefer         | wait            | "parameter":"Prefer"
                    Prefer         | wait=40, wait=1 | "parameter":"Prefer"
                    """)
    void a_header_that_cannot_be_honoured_is_refused(String name, String value, String part) {
        var response = stack.get("/v1/actors/norland", name, value);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(part);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "respond-async",
                "return=minimal; foo=\"some, wait=99\"",
                "waiting=x",
                "wait=\"3\"; a=b, wait=99",
                "wait = 3"
            })
    void other_preferences_are_for_others(String value) {
        assertThat(stack.get("/v1/actors/norland", "Prefer", value).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/actors/norland, GET",
        "POST, /v1/positions, GET",
        "GET, /v1/reports, POST",
        "GET, /v1/reports/norland.river-treaty.k1/corrections, POST",
        "DELETE, /v1/reports/norland.river-treaty.k1/retractions, POST",
        "GET, /v1/corrections, POST",
        "PUT, /v1/retractions, POST",
        "PATCH, /v1/reports, POST"
    })
    void another_method_is_told_which_ones_there_are(String method, String path, String allowed) {
        var response = stack.send(method, path);

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(String.join(",", response.headers().allValues("Allow"))).contains(allowed);
        assertThat(response.body()).contains(method + " is not allowed at " + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/csv", "application/xml"})
    void what_is_not_served_is_not_acceptable(String accept) {
        var response = stack.get("/v1/actors/norland", "Accept", accept);

        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.yml", "/prometheus"})
    void what_is_there_for_machines_is_no_picture(String path) {
        assertThat(stack.get(path, "Accept", "image/png").statusCode()).isEqualTo(406);
    }

    @Test
    void there_is_no_other_health() {
        assertThat(stack.get("/health/else").statusCode()).isEqualTo(404);
        var other = stack.operation("/health/else");
        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(other.body())
                .contains("There is no /health/else: ask for /health, /health/liveness")
                .doesNotContain("micronaut");
    }

    @Test
    void what_is_for_operation_is_on_its_own_port() throws Exception {
        assertThat(stack.get("/health").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(stack.operation("/health").body()).contains("\"details\":{");
        assertThat(stack.operation("/v1/actors").statusCode()).isEqualTo(404);
        try (var client = Wire.to(stack.port())) {
            client.write("GET /prometheus HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.readHead().line()).contains(" 404 ");
        }
        try (var client = Wire.to(stack.operationPort())) {
            client.write("GET /prometheus HTTP/1.1\r\nHost: gateway-1.inner:8090\r\n\r\n");
            assertThat(client.readHead().line()).as("by any host").contains(" 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/*", "text/html, */*;q=0.1"})
    void what_is_served_is_acceptable(String accept) {
        assertThat(stack.get("/v1/actors/norland", "Accept", accept).statusCode()).isEqualTo(200);
    }

    @Test
    void a_request_that_is_no_http_is_refused() throws Exception {
        try (var client = Wire.to(stack.port())) {
            client.write("GET /v1/actors/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n");

            var answer = client.readHead();

            assertThat(answer.line()).startsWith("HTTP/1.1 400 ");
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        }
    }

    @ParameterizedTest
    @CsvSource({"NONSENSE, 0, 400, malformed", "GET / HTTP/1.1, 20000, 431, headers of a request"})
    void what_cannot_be_read_as_http_is_told_why(
            String line, int headerLength, int status, String part) throws Exception {
        try (var client = Wire.to(stack.port())) {
            client.write(
                    line + "\r\nHost: localhost\r\nA: " + "a".repeat(headerLength) + "\r\n\r\n");

            var answer = client.readHead();

            assertThat(answer.line()).contains(" " + status + " ");
            var length = Integer.parseInt(answer.headers().get("content-length"));
            assertThat(new String(client.read(length), UTF_8)).contains(part);
        }
    }

    @Test
    void head_has_the_status_and_no_body() {
        var response = stack.send("HEAD", "/v1/actors/norlnd", Token.HEADER, "c:0");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEmpty();
    }
}
