package org.demarche.acceptance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files for Docker Compose open, and what they set. */
class ComposeTest {

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "deploy/compose.cluster.yml"})
    void ports_are_published_on_this_machine_alone(String file) {
        var published = services(file).findValues("ports");

        assertThat(published).isNotEmpty();
        assertThat(published.stream().flatMap(JsonNode::valueStream))
                .allMatch(port -> port.asText().startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "deploy/compose.cluster.yml"})
    void no_container_may_more_than_it_needs(String file) {
        for (var service : services(file)) {
            assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
            assertThat(service.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
            assertThat(service.path("mem_limit").asText()).isNotEmpty();
            assertThat(service.path("pids_limit").asInt()).isPositive();
            assertThat(service.path("read_only").asBoolean() || isKafka(service)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "deploy/compose.cluster.yml"})
    void every_setting_of_a_service_is_one_that_it_knows(String file) {
        var ours = services(file).valueStream().filter(service -> service.has("build")).toList();

        assertThat(ours).hasSize(3);
        for (var service : ours) {
            var environment =
                    service.path("environment")
                            .propertyStream()
                            .collect(toMap(Map.Entry::getKey, one -> one.getValue().asText()));
            new Settings(environment).requireKnown();
        }
    }

    private static boolean isKafka(JsonNode service) {
        return service.path("image").asText().startsWith("apache/kafka:");
    }

    private static JsonNode services(String file) {
        return Manifests.of(Path.of(Demarche.HOME.toString(), file))
                .documents()
                .getFirst()
                .path("services");
    }
}
