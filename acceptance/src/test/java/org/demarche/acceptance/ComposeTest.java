package org.demarche.acceptance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The open ports and the settings in the files for Docker Compose. */
class ComposeTest {

    private static final String SIGN_IN = "/run/demarche";

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
        var ours =
                services(file)
                        .valueStream()
                        .filter(service -> service.has("build") && !isCommand(service))
                        .toList();

        // the makers of users read the same settings
        assertThat(ours).hasSize(4);
        for (var service : ours) {
            var environment =
                    service.path("environment")
                            .propertyStream()
                            .collect(toMap(Map.Entry::getKey, one -> one.getValue().asText()));
            new Settings(environment).requireKnown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "deploy/compose.cluster.yml"})
    void each_service_sees_its_own_password_alone(String file) {
        var seen = new TreeMap<String, String>();
        for (var service : services(file)) {
            for (var volume : service.path("volumes")) {
                var parts = volume.asText().split(":", -1);
                if (parts[0].endsWith("-password") && parts[1].equals(SIGN_IN)) {
                    var target = service.at("/build/target").asText();
                    assertThat(seen.put(target, parts[0])).isNull();
                    assertThat(parts[2]).isEqualTo("ro");
                }
            }
        }
        assertThat(seen)
                .isEqualTo(
                        Map.of(
                                "ingest-service", "ingest-password",
                                "position-service", "position-password",
                                "api-gateway", "gateway-password"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "deploy/compose.cluster.yml"})
    void whoever_reaches_a_broker_from_the_network_of_the_services_signs_in(String file) {
        for (var broker : services(file).valueStream().filter(ComposeTest::isKafka).toList()) {
            var environment = broker.path("environment");
            var listeners = environment.path("KAFKA_LISTENERS").asText().split(",");
            for (var listener : listeners) {
                var parts = listener.split("://");
                if (parts[0].equals("CLIENTS")) continue;
                // its own container, or a network that only brokers are in
                assertThat(parts[1]).matches("127\\.0\\.0\\.1:[0-9]+|broker-[0-9]:[0-9]+");
            }
            assertThat(environment.path("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP").asText())
                    .contains("CLIENTS:SASL_PLAINTEXT");
            assertThat(environment.path("KAFKA_AUTHORIZER_CLASS_NAME").asText()).isNotEmpty();
        }
    }

    private static boolean isCommand(JsonNode service) {
        return service.at("/build/target").asText().equals("cli");
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
