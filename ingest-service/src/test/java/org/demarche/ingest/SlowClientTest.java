package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client has 30 s for a line or a body; here 2. */
class SlowClientTest {

    /** Neither lines with it nor their results all fit into the buffers of a connection. */
    private static final String LONG = "x".repeat(1_000);

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
        var sent = 40_000;
        try (var client = new RawConnection(ingest.port())) {
            client.beginStream("");
            for (var line = 0; line < sent; line += 100) {
                client.chunk("{\"unknown\":\"%s\"}\n".formatted(LONG).repeat(100));
            }
            client.endStream();
            client.head();
            var results = client.readChunks().lines().map(SlowClientTest::parse).toList();
            var taken = results.size() - 2;
            assertThat(results.subList(0, taken + 1))
                    .extracting(result -> result.path("line").asInt())
                    .isEqualTo(IntStream.rangeClosed(1, taken + 1).boxed().toList());
            assertThat(results.subList(0, taken))
                    .allMatch(result -> result.path("status").asInt() == 422);
            assertThat(taken).isLessThan(sent);
            assertThat(results.get(taken).at("/problem/status").asInt()).isEqualTo(408);
            assertThat(results.get(taken).at("/problem/detail").asText())
                    .startsWith("You read no results for 1 s while you sent: this line and all");
            assertThat(results.getLast().at("/summary/lines").asInt()).isEqualTo(taken + 1);
        }
    }

    @Test
    void rows_of_who_reads_nothing_are_passed_over_too() throws IOException {
        try (var client = new RawConnection(ingest.port())) {
            client.write(
                    "POST /v1/reports HTTP/1.1\r\nHost: ingest\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.chunk("holder,issue\n");
            for (var row = 0; row < 40_000; row += 100) {
                client.chunk("freedonia,%s\n".formatted(LONG).repeat(100));
            }
            client.endStream();
            client.head();
            var results = client.readChunks().lines().map(SlowClientTest::parse).toList();
            var fault = results.get(results.size() - 2);
            assertThat(fault.path("status").asInt()).isEqualTo(408);
            assertThat(fault.path("line").asInt()).isEqualTo(results.size());
        }
    }

    @Test
    void a_body_that_trickles_is_refused() throws IOException {
        try (var client = new RawConnection(ingest.port())) {
            client.write(
                    "POST /v1/reports HTTP/1.1\r\nHost: ingest\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            var trickle =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            while (true) {
                                                client.chunk(" ");
                                                LockSupport.parkNanos(50_000_000);
                                            }
                                        } catch (IOException _) {
                                            // cut off, as it should be
                                        }
                                    });
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
            var trickle =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            while (true) {
                                                client.chunk(nothing);
                                                LockSupport.parkNanos(50_000_000);
                                            }
                                        } catch (IOException _) {
                                            // cut off, as it should be
                                        }
                                    });
            assertThat(client.head().getFirst()).isEqualTo("HTTP/1.1 408 Request Timeout");
            trickle.interrupt();
        }
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
