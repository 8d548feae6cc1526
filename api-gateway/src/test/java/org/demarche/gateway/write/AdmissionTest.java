package org.demarche.gateway.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.demarche.gateway.Stack;
import org.demarche.gateway.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One write more than may be under way is refused at once, and everything else goes on. */
class AdmissionTest {

    private static final String ONE =
            """
            POST /v1/reports HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            """;
    private static final String DONE =
            """
            HTTP/1.1 201 Created\r
            Content-Type: application/json\r
            Content-Length: 2\r
            Connection: close\r
            \r
            {}\
            """;

    private static ServerSocket ingest;
    private static Stack stack;

    @BeforeAll
    static void start() throws IOException {
        ingest = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ingest.setSoTimeout(Wire.PATIENCE_MILLIS);
        stack =
                Stack.start(
                        Map.of(
                                "demarche.ingest.url",
                                "http://127.0.0.1:" + ingest.getLocalPort(),
                                "demarche.writes.most",
                                2));
    }

    @AfterAll
    static void stop() throws IOException {
        stack.close();
        ingest.close();
    }

    @Test
    void one_write_too_many_is_refused_and_may_come_again_when_another_has_ended()
            throws IOException {
        try (var first = write();
                var served = serve();
                var second = write();
                var alsoServed = serve();
                var third = write()) {
            var refused = third.readHead();
            assertThat(refused.line()).startsWith("HTTP/1.1 503");
            assertThat(refused.headers())
                    .containsEntry("retry-after", "1")
                    .containsEntry("content-type", "application/problem+json");
            var length = Integer.parseInt(refused.headers().get("content-length"));
            assertThat(new String(third.read(length), UTF_8))
                    .contains("/problems/overloaded", "nothing was sent");
            assertThat(stack.get("/v1/positions").statusCode()).isEqualTo(200);
            var form = form();
            assertThat(form.statusCode()).isEqualTo(503);
            assertThat(form.body()).contains("Too many writes are under way", "value=\"Kept\"");

            served.write(DONE);
            assertThat(first.readHead().line()).startsWith("HTTP/1.1 201");
            third.write(ONE.formatted(2)).write("{}");
            try (var again = serve()) {
                again.write(DONE);
                assertThat(third.readHead().line()).startsWith("HTTP/1.1 201");
            }
            alsoServed.write(DONE);
            assertThat(second.readHead().line()).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void a_body_that_does_not_arrive_takes_no_place_of_others() throws IOException {
        try (var _ = halfWrite();
                var _ = halfWrite();
                var third = write();
                var served = serve()) {
            served.write(DONE);
            assertThat(third.readHead().line()).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void no_writes_at_all_stop_the_start() {
        assertThatThrownBy(() -> Stack.start(Map.of("demarche.writes.most", 0)).close())
                .rootCause()
                .hasMessage("demarche.writes.most is 0: it must be at least 1");
    }

    private static Wire write() throws IOException {
        return Wire.to(stack.port()).write(ONE.formatted(2)).write("{}");
    }

    private static HttpResponse<String> form() {
        var gateway = "http://127.0.0.1:" + stack.port();
        return stack.send(
                HttpRequest.newBuilder(URI.create(gateway + "/code"))
                        .headers("Content-Type", "application/x-www-form-urlencoded")
                        .headers("Accept", "text/html", "Origin", gateway)
                        .POST(BodyPublishers.ofString("act=file&summary=Kept"))
                        .build());
    }

    /** All but a byte of a body, so that it is not passed on. */
    private static Wire halfWrite() throws IOException {
        return Wire.to(stack.port()).write(ONE.formatted(3)).write("{}");
    }

    /** The next write that comes through. */
    private static Wire serve() throws IOException {
        var served = new Wire(ingest.accept());
        served.readHead();
        served.read(2);
        return served;
    }
}
