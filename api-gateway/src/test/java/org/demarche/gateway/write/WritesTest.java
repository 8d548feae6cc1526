package org.demarche.gateway.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.demarche.gateway.Stack;
import org.demarche.gateway.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Writes go to the ingest service and its answers come back, both as they arrive. Both the ingest
 * service and the client of this test are bare sockets.
 */
class WritesTest extends ForwardedWrites {

    @Test
    void a_report_goes_on_with_what_belongs_to_it_and_the_answer_comes_back() throws Exception {
        var body = "{\"summary\":\"Brücke\"}".getBytes(UTF_8);
        try (var client = client()) {
            client.write(
                            """
                    POST /v1/reports?register=true&x=%%20y HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    Idempotency-Key: k1\r
                    If-Match: "a"\r
                    If-None-Match: *\r
                    X-Other: z\r
                    X-Request-Id: desk-7\r
                    \r
                    """
                                    .formatted(body.length))
                    .write(body);
            try (var service = service()) {
                var request = service.readHead();
                assertThat(request.line())
                        .isEqualTo("POST /v1/reports?register=true&x=%20y HTTP/1.1");
                assertThat(request.headers())
                        .containsEntry("content-type", "application/json")
                        .containsEntry("content-length", Integer.toString(body.length))
                        .containsEntry("idempotency-key", "k1")
                        .containsEntry("if-match", "\"a\"")
                        .containsEntry("if-none-match", "*")
                        .containsEntry("x-request-id", "desk-7")
                        .doesNotContainKey("x-other");
                assertThat(service.read(body.length)).isEqualTo(body);
                service.write(
                        """
                        HTTP/1.1 201 Created\r
                        Content-Type: application/json\r
                        Content-Length: 8\r
                        Location: /v1/reports/norland.river-treaty.k1\r
                        Demarche-Token: r1:7\r
                        Connection: close\r
                        \r
                        {"a":1}
                        """);
            }
            var answer = client.readHead();
            assertThat(answer.line()).isEqualTo("HTTP/1.1 201 Created");
            assertThat(answer.headers())
                    .containsEntry("content-type", "application/json")
                    .containsEntry("location", "/v1/reports/norland.river-treaty.k1")
                    .containsEntry("demarche-token", "r1:7")
                    .containsEntry("x-request-id", "desk-7")
                    .containsEntry("content-length", "8");
            assertThat(client.read(8)).asString(UTF_8).isEqualTo("{\"a\":1}\n");
        }
    }

    @Test
    void an_entry_of_the_registry_goes_on_to_its_own_address() throws Exception {
        try (var client = client()) {
            client.write(
                    """
                    PUT /v1/actors/norland HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: 2\r
                    \r
                    {}""");
            try (var service = service()) {
                assertThat(service.readHead().line()).isEqualTo("PUT /v1/actors/norland HTTP/1.1");
                assertThat(service.read(2)).asString(UTF_8).isEqualTo("{}");
                service.write(
                        """
                        HTTP/1.1 422 Unprocessable Entity\r
                        Content-Type: application/problem+json\r
                        Content-Length: 17\r
                        Connection: close\r
                        \r
                        {"status": 422}\r
                        """);
            }
            var answer = client.readHead();
            assertThat(answer.line()).startsWith("HTTP/1.1 422 ");
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(client.read(17)).asString(UTF_8).contains("422");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"corrections?register=true", "retractions"})
    void a_change_of_a_report_goes_on_to_its_own_address_and_its_answer_comes_back(String what)
            throws Exception {
        var path = "/v1/reports/norland.river-treaty.k1/" + what;
        try (var client = client()) {
            client.write(
                    """
                    POST %s HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: 16\r
                    Idempotency-Key: k1\r
                    \r
                    {"reason": "no"}"""
                            .formatted(path));
            try (var service = service()) {
                var request = service.readHead();
                assertThat(request.line()).isEqualTo("POST " + path + " HTTP/1.1");
                assertThat(request.headers())
                        .containsEntry("content-type", "application/json")
                        .containsEntry("idempotency-key", "k1");
                assertThat(service.read(16)).asString(UTF_8).isEqualTo("{\"reason\": \"no\"}");
                service.write(
                        """
                        HTTP/1.1 409 Conflict\r
                        Content-Type: application/problem+json\r
                        Content-Length: 17\r
                        Connection: close\r
                        \r
                        {"status": 409}\r
                        """);
            }
            var answer = client.readHead();
            assertThat(answer.line()).startsWith("HTTP/1.1 409 ");
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(client.read(17)).asString(UTF_8).contains("409");
        }
    }

    @Test
    void without_an_answer_the_outcome_is_unknown() throws Exception {
        try (var client = client()) {
            client.write(post("{}"));
            try (var service = service()) {
                service.readHead();
            }
            var answer = client.readHead();
            assertThat(answer.line()).startsWith("HTTP/1.1 504 ");
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(body(client, answer)).contains("/problems/outcome-unknown");
        }
    }

    @Test
    void what_is_logged_about_a_request_has_its_id() throws Exception {
        var logger = (Logger) LoggerFactory.getLogger(Forwarder.class);
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        logger.addAppender(logged);
        try (var client = client()) {
            client.write(post("{}").replace("Host:", "X-Request-Id: desk-7\r\nHost:"));
            try (var service = service()) {
                service.readHead();
            }
            client.readHead();
            assertThat(logged.list)
                    .extracting(line -> line.getMDCPropertyMap().get("request"))
                    .containsExactly("desk-7");
        } finally {
            logger.detachAppender(logged);
        }
    }

    @Test
    void without_a_service_nothing_was_sent() throws Exception {
        var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        nobody.close();
        var url = "http://127.0.0.1:" + nobody.getLocalPort();
        try (var alone = Stack.start(Map.of("demarche.ingest.url", url));
                var client = Wire.to(alone.port())) {
            client.write(post("{}"));
            var answer = client.readHead();
            assertThat(answer.line()).startsWith("HTTP/1.1 503 ");
            assertThat(answer.headers()).containsKey("retry-after");
            assertThat(body(client, answer)).contains("/problems/unavailable");

            client.write(STREAM).writeChunk("line 1\n");
            assertThat(client.readHead().line()).startsWith("HTTP/1.1 503 ");
        }
    }

    @Test
    void a_report_that_says_it_is_too_long_is_refused_unread() throws Exception {
        try (var client = client()) {
            client.write(
                    """
                    POST /v1/reports HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: 262145\r
                    \r
                    """);
            var answer = client.readHead();
            assertThat(answer.line()).startsWith("HTTP/1.1 413 ");
            assertThat(body(client, answer)).contains("262,144 bytes");
        }
    }

    @Test
    void a_report_that_turns_out_too_long_is_broken_off() throws Exception {
        try (var client = client()) {
            client.write(
                            """
                    POST /v1/reports HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Transfer-Encoding: chunked\r
                    \r
                    """)
                    .writeChunk(new byte[200_000])
                    .writeChunk(new byte[100_000]);
            var answer = client.readHead();
            assertThat(answer.line()).startsWith("HTTP/1.1 413 ");
            assertThat(body(client, answer)).contains("262,144 bytes");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void of_a_report_that_does_not_arrive_whole_the_service_hears_nothing() throws Exception {
        try (var client = client()) {
            client.write(post("{\"whole\":false}").replace("false}", ""));
        }
        try (var client = client()) {
            client.write(post("{\"whole\":true}"));
            try (var service = service()) {
                var request = service.readHead();
                assertThat(service.read(Integer.parseInt(request.headers().get("content-length"))))
                        .asString(UTF_8)
                        .isEqualTo("{\"whole\":true}");
            }
        }
    }

    @Test
    void a_report_in_malformed_chunks_is_refused() throws Exception {
        try (var client = client()) {
            client.write(STREAM.replace("x-ndjson", "json")).write("not a length\r\n");

            var answer = client.readHead();

            assertThat(answer.line()).startsWith("HTTP/1.1 400 ");
            assertThat(body(client, answer)).contains("The body cannot be read");
            assertThat(client.isClosed()).isTrue();
        }
    }
}
