package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.demarche.ingest.lines.IncomingLines;
import org.demarche.ingest.lines.LineResult;
import org.demarche.ingest.lines.ReportStream;
import org.demarche.ingest.lines.ResultWriter;
import org.demarche.ingest.request.Deadline;
import org.demarche.ingest.request.LineReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client has 30 s for a line or a body; here 2. */
class SlowClientTest {

    /** So many lines do not all fit into the buffers of a connection, and their results neither. */
    private static final int SENT = 40_000;

    private static final String LONG = "x".repeat(1_000);
    private static final String BAD_LINE = "{\"unknown\":\"%s\"}\n".formatted(LONG);

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("slow", "micronaut.server.idle-timeout", "2s");
        Samples.register(ingest);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void who_trickles_is_cut_off_and_told_why() throws IOException {
        try (var client = new RawConnection(ingest.port())) {
            client.beginStream("");
            client.chunk(Samples.report("slow") + "\n");
            client.head();
            client.readChunk();
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    client.chunk(" ");
                                    LockSupport.parkNanos(50_000_000);
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
        assertThat(ids()).contains("freedonia.river-treaty.slow");
    }

    @Test
    void who_falls_silent_is_cut_off() throws IOException {
        try (var client = new RawConnection(ingest.port())) {
            client.beginStream("");
            client.chunk(Samples.report("silent") + "\n");
            client.head();
            client.readChunk();
            assertThat(client.readAll()).doesNotContain("summary");
        }
        assertThat(ids()).contains("freedonia.river-treaty.silent");
    }

    @Test
    void who_reads_nothing_is_told_which_lines_were_not_taken() throws IOException {
        var before = ids().size();
        try (var client = RawConnection.small(ingest.port())) {
            client.beginStream("");
            for (var line = 0; line < SENT; line += 100) {
                client.chunk(BAD_LINE.repeat(99) + Samples.report("unread-" + line) + "\n");
            }
            client.endStream();
            client.head();
            var results = parsed(client.readChunks());
            var taken = results.size() - 2;
            assertThat(taken).isLessThan(SENT);
            assertThat(numbers(results))
                    .isEqualTo(IntStream.rangeClosed(1, taken + 1).boxed().toList());
            assertThat(results.get(taken).at("/problem/status").asInt()).isEqualTo(408);
            assertThat(results.get(taken).at("/problem/detail").asText())
                    .startsWith("The client read no results for 1 s while it sent. This line and");
            assertThat(results.getLast().at("/summary/lines").asInt()).isEqualTo(taken + 1);
            assertThat(ids().stream().skip(before))
                    .containsExactlyElementsOf(
                            results.subList(0, taken).stream()
                                    .filter(result -> result.path("status").asInt() == 201)
                                    .map(result -> result.path("id").asText())
                                    .toList())
                    .hasSize(taken / 100);
        }
    }

    @Test
    void the_first_line_that_was_not_taken_is_told_whatever_ends_the_stream() throws IOException {
        try (var client = RawConnection.small(ingest.port())) {
            client.beginStream("");
            for (var line = 0; line < SENT; line += 100) {
                client.chunk(BAD_LINE.repeat(100));
            }
            var trickle = trickle(client, new byte[] {' '});
            client.head();
            var results = parsed(client.readChunksBeforeEnd());
            trickle.interrupt();
            assertThat(results.getLast().at("/summary/failed").asInt())
                    .isEqualTo(results.size() - 1);
            assertThat(results.get(results.size() - 2).path("status").asInt()).isEqualTo(408);
            assertThat(results.get(results.size() - 2).path("line").asInt())
                    .isEqualTo(results.size() - 1);
        }
    }

    @Test
    void rows_of_who_reads_nothing_are_passed_over_too() throws IOException {
        try (var client = RawConnection.small(ingest.port())) {
            client.write(
                    "POST /v1/reports HTTP/1.1\r\nHost: ingest\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.chunk("holder,issue\n");
            for (var row = 0; row < SENT; row += 100) {
                client.chunk("freedonia,%s\n".formatted(LONG).repeat(100));
            }
            client.endStream();
            client.head();
            var results = parsed(client.readChunks());
            var taken = results.size() - 2;
            assertThat(taken).isLessThan(SENT);
            assertThat(numbers(results))
                    .isEqualTo(IntStream.rangeClosed(2, taken + 2).boxed().toList());
            assertThat(results.get(taken).path("status").asInt()).isEqualTo(408);
        }
    }

    @Test
    void who_waits_for_results_is_not_taken_for_one_who_reads_none() throws IOException {
        var late = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);
        var lines = "{}\n".repeat(2_000).getBytes(UTF_8);
        var reader =
                new LineReader(
                        new ByteArrayInputStream(lines), 10, new Deadline(Duration.ofMillis(400)));
        try (var stream =
                new ReportStream(
                        new IncomingLines(
                                reader,
                                _ ->
                                        CompletableFuture.supplyAsync(
                                                () -> new LineResult.PassedOver(), late)),
                        new ResultWriter(false),
                        () -> {})) {
            assertThat(new String(stream.readAllBytes(), UTF_8)).doesNotContain("408");
        }
    }

    @Test
    void a_body_that_trickles_is_refused() throws IOException {
        try (var client = new RawConnection(ingest.port())) {
            client.write(
                    "POST /v1/reports HTTP/1.1\r\nHost: ingest\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            var trickle = trickle(client, new byte[] {' '});
            assertThat(client.head().getFirst()).isEqualTo("HTTP/1.1 408 Request Timeout");
            trickle.interrupt();
        }
    }

    @Test
    void a_gzip_that_stands_for_nothing_is_refused_when_its_time_is_over() throws IOException {
        var head = new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};
        var nothing = new byte[] {0, 0, 0, (byte) 0xff, (byte) 0xff};
        try (var client = new RawConnection(ingest.port())) {
            client.write(
                    "POST /v1/reports HTTP/1.1\r\nHost: ingest\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.chunk(head);
            var trickle = trickle(client, nothing);
            assertThat(client.head().getFirst()).isEqualTo("HTTP/1.1 408 Request Timeout");
            trickle.interrupt();
        }
    }

    private static Thread trickle(RawConnection client, byte[] piece) {
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                while (true) {
                                    client.chunk(piece);
                                    LockSupport.parkNanos(50_000_000);
                                }
                            } catch (IOException _) {
                                // cut off, as it should be
                            }
                        });
    }

    private static List<JsonNode> parsed(String results) {
        return results.lines().map(SlowClientTest::parse).toList();
    }

    /** Without that of the summary. */
    private static List<Integer> numbers(List<JsonNode> results) {
        return results.subList(0, results.size() - 1).stream()
                .map(result -> result.path("line").asInt())
                .toList();
    }

    private static JsonNode parse(String line) {
        try {
            return RunningIngest.JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> ids() {
        return ingest.reports().stream()
                .map(one -> new String(one.headers().lastHeader("ce_id").value(), UTF_8))
                .toList();
    }
}
