package org.demarche.bench.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.stream.Stream;
import org.demarche.bench.load.HttpLoad;
import org.demarche.bench.load.RequestBytes;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.workplace.PositionVersions;
import org.demarche.bench.workplace.TimeLimit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests of the reader, and its counts. No test checks a time. */
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
        try (var load = new HttpLoad(4)) {
            var end = System.nanoTime() + SECOND / 2;
            var loaded = load.open(reads("/good/1", "/good/2"), 200, () -> end);

            assertThat(loaded.errors()).isZero();
            assertThat(loaded.firstError()).isNull();
            assertThat(loaded.times().size()).isEqualTo(asked.size());
            assertThat(asked).contains("/good/1", "/good/2");
        }
    }

    @Test
    void other_answers_than_documents_are_errors() throws Exception {
        try (var load = new HttpLoad(4)) {
            var end = System.nanoTime() + SECOND / 2;
            var loaded = load.open(reads("/good", "/bad"), 100, () -> end);

            assertThat(loaded.errors()).isEqualTo(asked.stream().filter("/bad"::equals).count());
            assertThat(loaded.firstError()).contains("503").contains("200");
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
        try (var load = new HttpLoad(4)) {
            var loaded = load.open(reads("/still"), 200, () -> end);

            assertThat(loaded.times().size()).isGreaterThan(100);
            assertThat(loaded.times().medianMicros()).isGreaterThan(SECOND / 1e3 / 3);
        }
    }

    @Test
    void it_reads_before_and_during_and_after_a_replay_that_is_done_when_it_is_ready()
            throws Exception {
        server.createContext(
                "/v1/projections/positions/versions/3",
                exchange -> answer(exchange, 200, "{\"state\":\"%s\"}".formatted(state(exchange))));
        try (var load = new HttpLoad(4)) {
            var deadline = TimeLimit.in(Duration.ofMinutes(1));
            var reads =
                    new Reads(
                            load,
                            reads("/good"),
                            100,
                            new PositionVersions(at("/"), deadline),
                            () -> Map.of("gateway", Duration.ofNanos(System.nanoTime())),
                            deadline);

            var measured = reads.measure(1, 1);

            assertThat(looks).as("of the first, which is cancelled, and of the other").hasValue(6);
            assertThat(cancelled).hasValue(1);
            assertThat(measured.errors()).isEmpty();
            assertThat(measured.phases())
                    .extracting(Reads.Phase::name)
                    .containsExactly("before", "during", "after");
            assertThat(measured.during().loaded().count()).isPositive();
            assertThat(measured.during().processor()).containsOnlyKeys("gateway");
        }
    }

    @Test
    void a_replay_is_followed_until_it_is_live() throws Exception {
        server.createContext(
                "/v1/projections/positions/versions/3",
                exchange ->
                        answer(
                                exchange,
                                200,
                                "{\"state\":\"%s\"}"
                                        .formatted(
                                                looks.incrementAndGet() < 3 ? "ready" : "live")));

        var built = versions().promoted();

        assertThat(built.version()).isEqualTo(3);
        assertThat(looks).hasValue(3);
    }

    @Test
    void a_replay_that_fails_ends_the_measurement_with_its_state() {
        server.createContext(
                "/v1/projections/positions/versions/3",
                exchange -> answer(exchange, 200, "{\"state\":\"failed\"}"));

        assertThatThrownBy(() -> versions().promoted())
                .isInstanceOf(BenchException.class)
                .hasMessage("The replay is failed");
    }

    @Test
    void reports_are_served_when_the_live_version_has_all_of_the_log() throws Exception {
        server.createContext(
                "/v1/projections/positions", exchange -> answer(exchange, 200, "{\"live\":1}"));
        server.createContext(
                "/v1/projections/positions/versions/1",
                exchange -> answer(exchange, 200, "{\"progress\":{\"folded\":20,\"total\":20}}"));

        assertThat(versions().isServed(20)).isTrue();
        assertThat(versions().isServed(21)).isFalse();
    }

    private RequestBytes reads(String... paths) {
        return RequestBytes.reads(at("/"), Stream.of(paths).map(this::at).toList());
    }

    private PositionVersions versions() {
        return new PositionVersions(at("/"), TimeLimit.in(Duration.ofMinutes(1)));
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
