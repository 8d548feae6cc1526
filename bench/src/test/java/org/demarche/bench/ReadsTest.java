package org.demarche.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom the reader asks and what it counts; how fast anything is is never asked of a test. */
class ReadsTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/good", exchange -> answer(exchange, 200, "{}"));
        server.createContext("/bad", exchange -> answer(exchange, 503, "{}"));
        server.createContext(
                "/v1/projections/positions/replays",
                exchange -> answer(exchange, 201, "{\"version\":3}"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void every_question_that_is_due_is_asked_once() throws Exception {
        try (var reader = new OpenReader(List.of(at("/good/1"), at("/good/2")), 200)) {
            var end = System.nanoTime() + SECOND / 2;
            var readings = reader.read(() -> end);

            assertThat(readings.errors()).isZero();
            assertThat(readings.firstError()).isNull();
            assertThat(readings.times().size()).isEqualTo(asked.size());
            assertThat(asked).contains("/good/1", "/good/2");
        }
    }

    @Test
    void other_answers_than_documents_are_errors() throws Exception {
        try (var reader = new OpenReader(List.of(at("/good"), at("/bad")), 100)) {
            var end = System.nanoTime() + SECOND / 2;
            var readings = reader.read(() -> end);

            assertThat(readings.errors()).isEqualTo(asked.stream().filter("/bad"::equals).count());
            assertThat(readings.firstError()).contains("/bad").contains("503");
        }
    }

    /** All that is due is answered after the end, so the middle one is half the time late. */
    @Test
    void what_waits_behind_a_service_that_stands_still_is_late_too() throws Exception {
        var end = System.nanoTime() + SECOND;
        server.createContext(
                "/still",
                exchange -> {
                    while (System.nanoTime() - end < 0) {
                        LockSupport.parkNanos(end - System.nanoTime());
                    }
                    answer(exchange, 200, "{}");
                });
        try (var reader = new OpenReader(List.of(at("/still")), 200)) {
            var readings = reader.read(() -> end);

            assertThat(readings.times().size()).isGreaterThan(OpenReader.CONNECTIONS);
            assertThat(readings.times().medianMicros()).isGreaterThan(SECOND / 1e3 / 3);
        }
    }

    @Test
    void it_reads_before_and_during_and_after_a_replay_that_is_done_when_it_is_ready()
            throws Exception {
        server.createContext(
                "/v1/projections/positions/versions/3",
                exchange -> answer(exchange, 200, "{\"state\":\"%s\"}".formatted(state(exchange))));
        try (var reader = new OpenReader(List.of(at("/good")), 100)) {
            var reads =
                    new Reads(
                            reader,
                            at("/"),
                            () -> Map.of("gateway", Duration.ofNanos(System.nanoTime())),
                            System.nanoTime() + 60 * SECOND);

            var measured = reads.measure(1, 1);

            assertThat(looks).as("of the first, which is cancelled, and of the other").hasValue(6);
            assertThat(cancelled).hasValue(1);
            assertThat(measured.errors()).isEmpty();
            assertThat(List.of(measured.before(), measured.during(), measured.after()))
                    .extracting(Reads.Phase::name)
                    .containsExactly("before", "replay", "after");
            assertThat(measured.during().readings().times().size()).isPositive();
            assertThat(measured.during().reported().cores()).containsOnlyKeys("gateway");
        }
    }

    private String state(HttpExchange exchange) {
        if (exchange.getRequestMethod().equals("DELETE")) {
            cancelled.incrementAndGet();
            return "cancelled";
        }
        return List.of("replaying", "catching-up", "ready").get(looks.getAndIncrement() % 3);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        asked.add(exchange.getRequestURI().getPath());
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
