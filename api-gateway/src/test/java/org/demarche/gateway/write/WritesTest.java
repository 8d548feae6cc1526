package org.demarche.gateway.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Map;
import org.demarche.gateway.Stack;
import org.demarche.gateway.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Writes go to the ingest service and its answers come back, both as they arrive. It is played here
 * on bare sockets, and so is the client.
 */
class WritesTest {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final String STREAM =
            """
            POST /v1/reports?results=errors HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/x-ndjson\r
            Transfer-Encoding: chunked\r
            \r
            """;
    private static final String STREAM_ANSWER =
            """
            HTTP/1.1 200 OK\r
            Content-Type: application/x-ndjson\r
            Transfer-Encoding: chunked\r
            Connection: close\r
            \r
            """;

    private static ServerSocket ingest;
    private static Stack stack;

    @BeforeAll
    static void start() throws IOException {
        ingest = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ingest.setSoTimeout(Wire.PATIENCE_MILLIS);
        stack =
                Stack.start(
                        Map.of("demarche.ingest.url", "http://127.0.0.1:" + ingest.getLocalPort()));
    }

    @AfterAll
    static void stop() throws IOException {
        stack.close();
        ingest.close();
    }

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

    @ParameterizedTest
    @ValueSource(strings = {"restore", "corrections", "retractions"})
    void lines_of_other_kinds_go_on_as_they_arrive(String path) throws Exception {
        try (var client = client()) {
            client.write(STREAM.replace("/v1/reports", "/v1/" + path)).writeChunk("line 1\n");
            try (var service = service()) {
                assertThat(service.readHead().line())
                        .isEqualTo("POST /v1/" + path + "?results=errors HTTP/1.1");
                assertThat(service.readChunkedLine()).isEqualTo("line 1\n");
                service.write(STREAM_ANSWER).writeChunk("result 1\n");

                client.readHead();
                assertThat(client.readChunkedLine()).isEqualTo("result 1\n");
            }
        }
    }

    @Test
    void rows_of_a_spreadsheet_go_on_as_they_arrive() throws Exception {
        try (var client = client()) {
            client.write(STREAM.replace("application/x-ndjson", "text/csv; charset=utf-16"))
                    .writeChunk("row 1\n");
            try (var service = service()) {
                assertThat(service.readHead().headers())
                        .containsEntry("content-type", "text/csv; charset=utf-16");
                assertThat(service.readChunkedLine()).isEqualTo("row 1\n");
                service.write(STREAM_ANSWER).writeChunk("result 1\n");

                client.readHead();
                assertThat(client.readChunkedLine()).isEqualTo("result 1\n");
            }
        }
    }

    @Test
    void results_arrive_while_lines_are_still_being_written() throws Exception {
        try (var client = client()) {
            client.write(STREAM).writeChunk("line 1\n");
            try (var service = service()) {
                service.readHead();
                assertThat(service.readChunkedLine()).isEqualTo("line 1\n");
                service.write(STREAM_ANSWER).writeChunk("result 1\n");

                assertThat(client.readHead().headers())
                        .containsEntry("content-type", "application/x-ndjson");
                assertThat(client.readChunkedLine()).isEqualTo("result 1\n");

                client.writeChunk("line 2\n").endChunks();
                assertThat(service.readChunkedLine()).isEqualTo("line 2\n");
                assertThat(service.readChunk()).isEmpty();
                service.writeChunk("result 2\n").endChunks();
                assertThat(client.readChunkedLine()).isEqualTo("result 2\n");
                assertThat(client.readChunk()).isEmpty();
            }
        }
    }

    @Test
    void two_hundred_mebibytes_pass_through_from_a_client_that_reads_nothing_before_the_end()
            throws Exception {
        var piece = new byte[MEBIBYTE];
        try (var client = client()) {
            var writing =
                    Thread.startVirtualThread(
                            () -> {
                                try {
                                    client.write(STREAM);
                                    for (var i = 0; i < 200; i++) {
                                        client.writeChunk(piece);
                                    }
                                    client.endChunks();
                                } catch (IOException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            try (var service = service()) {
                service.readHead();
                service.write(STREAM_ANSWER);
                var received = 0L;
                for (var chunk = service.readChunk();
                        chunk.length > 0;
                        chunk = service.readChunk()) {
                    received += chunk.length;
                }
                assertThat(received).isEqualTo(200L * MEBIBYTE);
                service.writeChunk("summary\n").endChunks();
            }
            writing.join();
            client.readHead();
            assertThat(client.readChunkedLine()).isEqualTo("summary\n");
        }
    }

    @Test
    void a_client_is_not_read_from_faster_than_the_service_reads() throws Exception {
        try (var client =
                        SocketChannel.open(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(), stack.port()));
                var selector = Selector.open()) {
            client.write(UTF_8.encode(STREAM + "10000000\r\n"));
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_WRITE);
            try (var service = service()) {
                service.readHead();
                var written = 0L;
                while (selector.select(2_000) > 0) {
                    selector.selectedKeys().clear();
                    written += client.write(ByteBuffer.allocate(64 * 1024));
                    assertThat(written).as("bytes that wait somewhere").isLessThan(32L * MEBIBYTE);
                }
                assertThat(written).isPositive();
            }
        }
    }

    @Test
    void when_the_client_hangs_up_the_service_is_told() throws Exception {
        try (var service = hangUpAfterOneResult()) {
            assertThat(service.isClosed()).isTrue();
        }
    }

    private static Wire hangUpAfterOneResult() throws IOException {
        try (var client = client()) {
            client.write(STREAM).writeChunk("line 1\nhalf of li");
            var service = service();
            service.readHead();
            service.readChunk();
            service.write(STREAM_ANSWER).writeChunk("result 1\n");
            client.readHead();
            assertThat(client.readChunkedLine()).isEqualTo("result 1\n");
            return service;
        }
    }

    @Test
    void when_the_service_breaks_off_the_client_is_not_left_with_half_an_answer() throws Exception {
        try (var client = client()) {
            client.write(STREAM).writeChunk("line 1\n");
            try (var service = service()) {
                service.readHead();
                service.readChunkedLine();
                service.write(STREAM_ANSWER).writeChunk("result 1\n");
                client.readHead();
                client.readChunkedLine();
            }
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void a_service_that_refuses_a_stream_early_is_heard_early() throws Exception {
        try (var client = client()) {
            client.write(STREAM).writeChunk("line 1\n");
            try (var service = service()) {
                service.readHead();
                service.write(
                        """
                        HTTP/1.1 503 Service Unavailable\r
                        Content-Type: application/problem+json\r
                        Content-Length: 2\r
                        Retry-After: 1\r
                        Connection: close\r
                        \r
                        {}""");
                var answer = client.readHead();
                assertThat(answer.line()).startsWith("HTTP/1.1 503 ");
                assertThat(answer.headers()).containsEntry("retry-after", "1");
                assertThat(client.read(2)).asString(UTF_8).isEqualTo("{}");
            }
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
    void chunks_that_are_malformed_are_no_end_of_a_stream() throws Exception {
        try (var client = client()) {
            client.write(STREAM).writeChunk("line 1\n").write("not a length\r\n");
            try (var service = service()) {
                service.readHead();
                assertThat(service.readChunkedLine()).isEqualTo("line 1\n");
                assertThat(service.isClosed()).isTrue();
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

    private static String post(String body) {
        return """
        POST /v1/reports HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s"""
                .formatted(body.length(), body);
    }

    private static String body(Wire client, Wire.Head answer) throws IOException {
        return new String(
                client.read(Integer.parseInt(answer.headers().get("content-length"))), UTF_8);
    }

    private static Wire client() throws IOException {
        return Wire.to(stack.port());
    }

    private static Wire service() throws IOException {
        return new Wire(ingest.accept());
    }
}
