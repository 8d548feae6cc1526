package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The process as a supervisor sees it. */
class MainTest {

    @Test
    void it_ends_when_told_to_while_it_waits_for_kafka() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var process = gateway("127.0.0.1:" + silent.getLocalPort());
            try (var output = process.inputReader(UTF_8)) {
                assertThat(output.lines().anyMatch(line -> line.contains("Waiting for Kafka")))
                        .isTrue();

                process.destroy();

                assertThat(process.onExit().get(1, TimeUnit.MINUTES).exitValue()).isEqualTo(143);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void it_logs_an_object_a_line_if_asked() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var process =
                    gateway(
                            "127.0.0.1:" + silent.getLocalPort(),
                            Map.entry("DEMARCHE_LOG", "json"));
            try (var output = process.inputReader(UTF_8)) {
                var waiting =
                        output.lines()
                                .filter(line -> line.contains("Waiting for Kafka"))
                                .findFirst();

                var logged = OpenApi.json(waiting.orElseThrow());
                assertThat(logged.get("level").asText()).isEqualTo("INFO");
                assertThat(logged.get("formattedMessage").asText()).startsWith("Waiting for Kafka");
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @SafeVarargs
    private static Process gateway(String kafka, Map.Entry<String, String>... more)
            throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var own = System.getProperty("java.class.path");
        var classes = System.getProperty("surefire.test.class.path", own);
        var builder = new ProcessBuilder(java, "-cp", classes, Main.class.getName());
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", kafka);
        builder.environment().put("MICRONAUT_SERVER_PORT", "-1");
        for (var one : more) {
            builder.environment().put(one.getKey(), one.getValue());
        }
        return builder.redirectErrorStream(true).start();
    }
}
