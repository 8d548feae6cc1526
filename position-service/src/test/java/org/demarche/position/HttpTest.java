package org.demarche.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.filed;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import org.demarche.log.VersionId;
import org.demarche.log.kafka.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The health and meters of the service. */
class HttpTest {

    private final Stack stack = new Stack(3);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
        stack.close();
    }

    @Test
    void it_is_ready_when_the_log_is_folded_and_tells_its_numbers() {
        stack.append(
                filed("norland", "r1", FAVOR, "2024-03-01"),
                filed("sudland", "r2", FAVOR, "2024-03-01"));

        try (var server = start(Map.of("demarche.workers", "2"))) {
            Stack.await(() -> get(server, "/health/readiness").statusCode() == 200);

            assertThat(stack.documents(Stack.NEW))
                    .containsKeys("p/norland/river-treaty", "p/sudland/river-treaty");
            assertThat(get(server, "/health/readiness").body()).contains("\"lag\":0");
            assertThat(get(server, "/health/liveness").statusCode()).isEqualTo(200);
            assertThat(get(server, "/prometheus").body())
                    .contains("demarche_folded_total{version=\"positions/3\"} 2.0")
                    .contains("demarche_dead_letters_total{version=\"positions/3\"} 0.0")
                    .contains("demarche_lag{version=\"positions/3\"} 0.0")
                    .contains("demarche_restores_seconds_count{version=\"positions/3\"} 3");
        }
    }

    @Test
    void what_is_not_there_is_a_problem_even_for_a_browser() throws Exception {
        try (var server = start(Map.of())) {
            var request =
                    HttpRequest.newBuilder(URI.create(server.getURI() + "/metrics"))
                            .header("Accept", "text/html")
                            .build();
            var answer = http.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(answer.body()).contains("\"status\":404");
        }
    }

    @Test
    void a_projection_that_is_a_bean_is_found_declared_and_folded() {
        var months = new VersionId("months", 1);
        stack.append(filed("norland", "r1", FAVOR, "2024-03-01"));

        try (var server = start(Map.of())) {
            Stack.await(() -> get(server, "/health/readiness").body().contains(months.toString()));
            stack.awaitFolded(months);
        }
        assertThat(stack.documents(months)).containsEntry("m/norland/2024-03", "{\"reports\":1}");
    }

    @Test
    void a_version_that_stopped_is_down_and_says_why() {
        stack.putUnreadableMark(2);

        try (var server = start(Map.of())) {
            Stack.await(() -> get(server, "/health/liveness").statusCode() == 503);

            assertThat(get(server, "/health/readiness").statusCode()).isEqualTo(503);
            assertThat(get(server, "/health/liveness").body()).contains("is not valid");
        }
    }

    @Test
    void a_partition_of_the_log_that_has_lost_its_end_is_told_and_the_others_go_on() {
        var norland = Topics.partitionOf("norland", 3);
        var cut = (norland + 1) % 3;
        stack.putMark(cut, 1000);

        try (var server = start(Map.of())) {
            Stack.await(() -> get(server, "/health/readiness").body().contains("warnings"));
            stack.append(filed("norland", "r1", FAVOR, "2024-03-01"));
            Stack.await(() -> stack.documents().containsKey("p/norland/river-treaty"));

            Stack.await(() -> get(server, "/health/readiness").statusCode() == 200);
            assertThat(get(server, "/health/liveness").statusCode()).isEqualTo(200);
            assertThat(get(server, "/health/readiness").body())
                    .contains(
                            "[\"Partition %d of the log has lost events: it ends at offset 0, and was read up to offset 1000 before. Number of versions that this partition is not folded into any more: 1\"]"
                                    .formatted(cut));
        }
    }

    @Test
    void an_unknown_setting_stops_the_start() {
        assertThatThrownBy(() -> start(Map.of("demarche.wrokers", "2")))
                .rootCause()
                .hasMessageContaining("The setting demarche.wrokers does not exist");
    }

    @Test
    void no_worker_at_all_stops_the_start() {
        assertThatThrownBy(() -> start(Map.of("demarche.workers", "0")))
                .rootCause()
                .hasMessage("demarche.workers is 0: it must be at least 1");
    }

    private EmbeddedServer start(Map<String, Object> more) {
        var properties = new HashMap<>(more);
        properties.put("kafka.bootstrap.servers", stack.config.bootstrapServers());
        properties.put("demarche.prefix", stack.config.prefix());
        properties.put("demarche.partitions", stack.config.partitions());
        properties.put("micronaut.server.port", -1);
        return ApplicationContext.run(EmbeddedServer.class, properties);
    }

    private HttpResponse<String> get(EmbeddedServer server, String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(server.getURI() + path)).build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
