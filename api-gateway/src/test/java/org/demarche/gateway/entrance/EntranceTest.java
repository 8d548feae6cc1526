package org.demarche.gateway.entrance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import java.util.Map;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.gateway.Wire;
import org.demarche.gateway.Wire.Head;
import org.demarche.http.Problem;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No web page reaches the gateway through somebody's browser, unless a setting lets it read. */
class EntranceTest {

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack =
                Stack.start(
                        Map.of(
                                "demarche.hosts",
                                        "demarche.example, [2001:db8::7], Desk.Example:8443, tls.example:443",
                                "demarche.cors", "https://desk.example, https://chart.example:443",
                                "demarche.embed",
                                        "https://news.example, https://desk.example:443"));
        stack.register(Reports.NORLAND, Reports.TREATY, Reports.DAILY);
        stack.publish(
                documents(filed("norland", "river-treaty", "r1", Stance.FAVOR, "2024-03-01")));
        assertThat(stack.get("/v1/actors/norland").statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvFileSource(resources = "/entrance.txt", delimiter = '|', quoteCharacter = '`')
    void a_request_is_let_in_by_its_host_and_the_site_of_its_page(
            String line, String headers, int status, String part) throws Exception {
        try (var client = Wire.to(stack.port())) {
            var head = ask(client, line, headers);

            assertThat(head.line()).startsWith("HTTP/1.1 " + status);
            assertThat(body(client, head)).contains(part);
            if (status >= 400) {
                assertThat(head.headers()).containsEntry("content-type", Problem.MEDIA_TYPE);
            }
        }
        assertThat(stack.decisions()).noneMatch(decision -> decision.contains("replay-started"));
    }

    @ParameterizedTest
    @CsvSource({
        "200, /v1/actors/norland, localhost, ''",
        "200, /health, localhost, ''",
        "404, /v1/actors/norlnd, localhost, ''",
        "404, /v1/nowhere, localhost, ''",
        "403, /v1/actors, localhost, http://evil.example",
        "421, /v1/actors, evil.example, ''"
    })
    void every_answer_tells_browsers_that_it_is_data(
            int status, String path, String host, String site) throws Exception {
        try (var client = Wire.to(stack.port())) {
            var origin = site.isEmpty() ? "" : ";Origin: " + site;
            var head = ask(client, "GET " + path, "Host: " + host + origin);

            assertThat(head.line()).contains(" " + status + " ");
            assertThat(head.headers())
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry(
                            "content-security-policy", "default-src 'none'; frame-ancestors 'none'")
                    .containsEntry("cross-origin-resource-policy", "same-origin")
                    .containsEntry("referrer-policy", "no-referrer");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "421, Host: evil.example, evil.example",
        "403, Host: localhost;Origin: https://site.example, may not use the gateway"
    })
    void a_browser_that_is_refused_gets_a_page(int status, String headers, String part)
            throws Exception {
        try (var client = Wire.to(stack.port())) {
            var head = ask(client, "GET /actors/norland", headers + ";Accept: text/html");

            assertThat(head.line()).contains(" " + status + " ");
            assertThat(head.headers())
                    .containsEntry("content-type", "text/html;charset=utf-8")
                    .hasEntrySatisfying(
                            "content-security-policy",
                            policy -> assertThat(policy).contains("style-src 'self'"));
            assertThat(body(client, head)).contains("<main", part);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, /v1/actors/norland, localhost",
        "404, /v1/nowhere, localhost",
        "421, /v1/actors, evil.example"
    })
    void an_answer_has_the_id_that_a_proxy_gave_its_request(int status, String path, String host)
            throws Exception {
        try (var client = Wire.to(stack.port())) {
            var head = ask(client, "GET " + path, "Host: " + host + ";X-Request-Id: desk_7.a-B");

            assertThat(head.line()).contains(" " + status + " ");
            assertThat(head.headers()).containsEntry("x-request-id", "desk_7.a-B");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";X-Request-Id: a b", ";X-Request-Id: "})
    void a_request_without_a_usable_id_gets_one(String header) throws Exception {
        try (var client = Wire.to(stack.port())) {
            var head = ask(client, "GET /v1/actors/norland", "Host: localhost" + header);

            assertThat(head.headers().get("x-request-id")).matches("[0-9a-f-]{36}");
        }
    }

    @Test
    void a_page_that_may_read_sees_the_headers_that_count() throws Exception {
        try (var client = Wire.to(stack.port())) {
            var head =
                    ask(
                            client,
                            "GET /v1/actors/norland",
                            "Host: localhost;Origin: https://desk.example");

            assertThat(head.headers())
                    .containsEntry("access-control-allow-origin", "https://desk.example")
                    .containsEntry(
                            "access-control-expose-headers",
                            "ETag, Link, Location, Retry-After, Demarche-Token, Demarche-Version, WWW-Authenticate, X-Request-Id")
                    .containsEntry("vary", "Accept-Encoding, Origin")
                    .doesNotContainKey("access-control-allow-credentials");
        }
    }

    @Test
    void a_page_that_may_read_sees_refusals_too() throws Exception {
        try (var client = Wire.to(stack.port())) {
            var head =
                    ask(
                            client,
                            "GET /v1/actors/norlnd",
                            "Host: localhost;Origin: https://desk.example");

            assertThat(head.line()).contains(" 404 ");
            assertThat(head.headers()).containsKey("access-control-allow-origin");
        }
    }

    @Test
    void a_browser_that_asks_what_a_page_may_do_hears_of_reads_alone() throws Exception {
        try (var client = Wire.to(stack.port())) {
            var head =
                    ask(
                            client,
                            "OPTIONS /v1/actors/norland",
                            "Host: localhost;Origin: https://desk.example;Access-Control-Request-Method: PUT");

            assertThat(head.line()).contains(" 204 ");
            assertThat(head.headers())
                    .containsEntry("access-control-allow-methods", "GET, HEAD")
                    .containsEntry(
                            "access-control-allow-headers",
                            "Authorization, Demarche-Token, If-None-Match, Prefer")
                    .containsEntry("access-control-allow-origin", "https://desk.example")
                    .containsEntry("vary", "Origin")
                    .containsEntry("access-control-max-age", "600");
        }
    }

    @Test
    void without_the_settings_no_page_may_read_and_answers_do_not_vary() throws Exception {
        try (var closed = Stack.start();
                var client = Wire.to(closed.port())) {
            var refused =
                    ask(client, "GET /v1/actors", "Host: localhost;Origin: https://desk.example");
            assertThat(refused.line()).contains(" 403 ");
            assertThat(body(client, refused)).contains("foreign-site");

            var other = ask(client, "GET /v1/actors", "Host: localhost");
            assertThat(other.line()).contains(" 200 ");
            assertThat(other.headers().get("vary")).doesNotContain("Origin");
        }
    }

    @Test
    void one_port_for_all_stops_the_start_because_one_of_the_two_lets_every_host_in() {
        var settings =
                Map.<String, Object>of(
                        "micronaut.server.port", 8085, "demarche.operation.port", 8085);

        assertThatThrownBy(() -> Stack.start(settings))
                .rootCause()
                .hasMessage(
                        "micronaut.server.port and demarche.operation.port are both 8085: give each service two different ports");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://demarche.example", "demarche.example:", "a b", "*"})
    void a_host_that_cannot_be_is_named(String setting) {
        assertThatThrownBy(() -> Hosts.of("demarche.example, " + setting))
                .hasMessageContaining("demarche.hosts has '%s'".formatted(setting));
    }

    @ParameterizedTest
    @ValueSource(strings = {"desk.example", "https://desk.example/", "*", "ftp://desk.example"})
    void a_site_that_cannot_be_is_named(String setting) {
        assertThatThrownBy(() -> Sites.of("https://desk.example, " + setting))
                .hasMessageContaining("demarche.cors has '%s'".formatted(setting));
    }

    @Test
    void only_a_page_for_frames_may_be_in_one_of_the_sites_that_a_setting_names() {
        assertThat(policy("/embed/actors/norland/issues/river-treaty"))
                .endsWith("frame-ancestors https://desk.example https://news.example");
        var refused = stack.get("/embed/actors/nobody/issues/river-treaty", "Accept", "text/html");
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.headers().firstValue("Content-Security-Policy").orElseThrow())
                .endsWith("frame-ancestors 'none'");
        assertThat(policy("/actors/norland")).endsWith("frame-ancestors 'none'");
        assertThat(policy("/v1/actors/norland")).endsWith("frame-ancestors 'none'");
        assertThatThrownBy(() -> Frames.of("*")).hasMessageContaining("demarche.embed has '*'");
    }

    private static String policy(String path) {
        var answer = stack.get(path, "Accept", "text/html, */*;q=0.8");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    private static Head ask(Wire client, String line, String headers) throws Exception {
        var body = line.startsWith("POST") ? "Content-Length: 0\r\n" : "";
        client.write(
                "%s HTTP/1.1\r\n%s\r\n%s\r\n".formatted(line, headers.replace(";", "\r\n"), body));
        return client.readHead();
    }

    private static String body(Wire client, Head head) throws Exception {
        return new String(
                client.read(Integer.parseInt(head.headers().get("content-length"))), UTF_8);
    }
}
