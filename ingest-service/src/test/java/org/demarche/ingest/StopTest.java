package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.demarche.model.Await;
import org.junit.jupiter.api.Test;

/** The service as a process of its own. */
class StopTest {

    @Test
    void stops_when_it_is_told_to_while_it_waits_for_kafka() throws IOException {
        var service = startWithoutKafka();
        try (var log = new BufferedReader(new InputStreamReader(service.getInputStream(), UTF_8))) {
            assertThat(log.lines().anyMatch(line -> line.contains("Waiting for Kafka"))).isTrue();

            service.destroy();
            Await.until("the process has ended", () -> !service.isAlive());

            assertThat(service.exitValue()).isEqualTo(143);
        } finally {
            service.destroyForcibly();
        }
    }

    @Test
    void finishes_what_has_begun_and_takes_nothing_new_when_it_is_told_to_stop() throws Exception {
        var ingest = RunningIngest.start("drain");
        Samples.register(ingest);
        try (var client = new RawConnection(ingest.port())) {
            client.beginStream("");
            client.chunk(Samples.report("one") + "\n");
            assertThat(client.head()).first().asString().contains("200");
            assertThat(client.readChunk()).contains("201");

            var stopping = CompletableFuture.runAsync(ingest::close);
            Await.until("nobody new is let in", () -> !listens(ingest.port()));
            client.chunk(Samples.report("two") + "\n");
            client.endStream();

            assertThat(client.readChunks())
                    .contains("two")
                    .contains("201")
                    .contains("\"created\":2");
            stopping.join();
        }
    }

    private static boolean listens(int port) {
        try (var _ = new RawConnection(port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static Process startWithoutKafka() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var service =
                new ProcessBuilder(
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName())
                        .redirectErrorStream(true);
        service.environment().put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + freePort());
        service.environment().put("MICRONAUT_SERVER_PORT", "-1");
        service.environment().put("DEMARCHE_OPERATION_PORT", String.valueOf(freePort()));
        return service.start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
