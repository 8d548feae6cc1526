package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client has 30 s for a line or a body; here 2. */
class SlowClientTest {

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

    private static List<String> ids() {
        return ingest.reports().stream()
                .map(one -> new String(one.headers().lastHeader("ce_id").value(), UTF_8))
                .toList();
    }
}
