package org.demarche.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.demarche.bench.result.BenchException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The requests that the load sends and counts. The open loop is tested with the reads that it
 * measures.
 */
class HttpLoadTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/taken", exchange -> answer(exchange, 201));
        server.createContext("/refused", exchange -> answer(exchange, 422));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_closed_loop_counts_each_answer_and_has_one_request_a_connection() throws Exception {
        var number = new AtomicInteger();
        var questions =
                new RequestBytes(
                        at("/taken"),
                        () ->
                                RequestBytes.post(
                                        at("/taken"),
                                        "text/plain",
                                        ("n" + number.incrementAndGet()).getBytes(UTF_8)),
                        201);
        try (var load = new HttpLoad(3)) {
            var loaded = load.closed(questions, SHORT);

            assertThat(loaded.errors()).isZero();
            assertThat(loaded.count()).isPositive().isEqualTo(bodies.size());
            assertThat(bodies).doesNotHaveDuplicates().contains("n1", "n2", "n3");
            assertThat(loaded.times().size()).isEqualTo(bodies.size());
            assertThat(loaded.took()).isGreaterThanOrEqualTo(SHORT);
            assertThat(mostUnderWay.get()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void another_status_than_the_expected_one_is_an_error() throws Exception {
        try (var load = new HttpLoad(2)) {
            var loaded = load.closed(posts("/refused"), SHORT);

            assertThat(loaded.errors()).isPositive().isEqualTo(loaded.count());
            assertThat(loaded.firstError()).contains("422").contains("201");
        }
    }

    @Test
    void a_connection_that_is_closed_without_an_answer_ends_the_run() throws Exception {
        try (var socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var load = new HttpLoad(1)) {
            var service = URI.create("http://127.0.0.1:" + socket.getLocalPort());
            Thread.startVirtualThread(
                    () -> {
                        try {
                            socket.accept().close();
                        } catch (IOException _) {
                            // the test is over
                        }
                    });
            var questions =
                    new RequestBytes(service, () -> RequestBytes.get(service, Map.of()), 200);

            assertThatThrownBy(() -> load.closed(questions, Duration.ofSeconds(20)))
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining(service.toString());
        }
    }

    @Test
    void requests_of_one_length_share_their_head_and_no_other_does() {
        var posts = RequestBytes.posts(URI.create("http://127.0.0.1:1/taken"), "text/plain");

        for (var body : List.of("abc", "xyz", "longer", "new")) {
            assertThat(new String(posts.apply(body.getBytes(UTF_8)), UTF_8))
                    .startsWith("POST /taken HTTP/1.1\r\n")
                    .contains("Content-Length: " + body.length() + "\r\n")
                    .endsWith("\r\n\r\n" + body);
        }
    }

    @Test
    void an_asker_has_the_headers_of_its_answer() throws Exception {
        try (var asker = new Asker(at("/"))) {
            for (var n = 0; n < 3; n++) {
                var answer =
                        asker.ask(RequestBytes.post(at("/taken"), "text/plain", new byte[] {'x'}));

                assertThat(answer.status().code()).isEqualTo(201);
                assertThat(answer.headers().get("Demarche-Token")).isEqualTo("r1:7");
            }
        }
        assertThat(bodies).containsExactly("x", "x", "x");
    }

    private RequestBytes posts(String path) {
        return new RequestBytes(
                at(path), () -> RequestBytes.post(at(path), "text/plain", new byte[] {'x'}), 201);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        underWay.decrementAndGet();
        exchange.getResponseHeaders().add("Demarche-Token", "r1:7");
        exchange.sendResponseHeaders(status, 2);
        exchange.getResponseBody().write("{}".getBytes(UTF_8));
        exchange.close();
    }
}
