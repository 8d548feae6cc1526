package org.demarche.acceptance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.utils.internals.SecurityUtils;
import org.demarche.log.kafka.TopicSpec;
import org.demarche.log.rights.KafkaUser;
import org.junit.jupiter.api.Test;

/** The Kafka cluster of the manifests, against what the services want of it. */
class StrimziTest {

    private static final String CLUSTER = "demarche";

    private final Manifests manifests = Manifests.ofKubernetes();

    StrimziTest() throws IOException {}

    @Test
    void topics_are_made_as_the_services_verify_them() {
        var topics = new Settings(manifests.common()).read().topics();
        var wanted =
                Stream.concat(
                        topics.fixed().stream(),
                        Stream.of(topics.tokens(), topics.viewSpec(Versions.FIRST)));

        assertThat(manifests.ofKind("KafkaTopic").stream().map(StrimziTest::spec))
                .containsExactlyInAnyOrderElementsOf(wanted.toList());
    }

    @Test
    void the_cluster_keeps_what_it_has_acknowledged() {
        var cluster = manifests.named("Kafka", CLUSTER);
        var settings = cluster.at("/spec/kafka/config");
        assertThat(manifests.ofKind("KafkaNodePool").getFirst().at("/spec/replicas").asInt())
                .isEqualTo(3);
        assertThat(settings.path("default.replication.factor").asInt()).isEqualTo(3);
        assertThat(settings.path("min.insync.replicas").asInt()).isEqualTo(2);
        assertThat(settings.path("transaction.state.log.replication.factor").asInt()).isEqualTo(3);
        assertThat(settings.path("transaction.state.log.min.isr").asInt()).isEqualTo(2);
        assertThat(settings.path("auto.create.topics.enable").asBoolean(true)).isFalse();
        var longest =
                manifests.ofKind("KafkaTopic").stream()
                        .mapToInt(topic -> topic.at("/spec/config/max.message.bytes").asInt())
                        .max();
        assertThat(settings.path("message.max.bytes").asInt()).isGreaterThan(longest.orElseThrow());
    }

    @Test
    void each_service_is_a_user_of_this_cluster_who_may_not_do_everything() {
        var common = manifests.common();
        var listener = manifests.named("Kafka", CLUSTER).at("/spec/kafka/listeners/0");
        assertThat(common.get("KAFKA_BOOTSTRAP_SERVERS"))
                .isEqualTo(CLUSTER + "-kafka-bootstrap:" + listener.path("port").asText());
        assertThat(listener.at("/authentication/type").asText())
                .isEqualToIgnoringCase(common.get("KAFKA_SASL_MECHANISM"));
        for (var deployment : manifests.ofKind("Deployment")) {
            var secrets =
                    Manifests.containersOf(deployment)
                            .flatMap(container -> container.path("env").valueStream())
                            .map(one -> one.at("/valueFrom/secretKeyRef/name").asText())
                            .filter(name -> !name.isEmpty())
                            .toList();
            assertThat(secrets).hasSize(1);
            var user = manifests.named("KafkaUser", secrets.getFirst());
            var rights = user.at("/spec/authorization/acls").findValues("operations");
            assertThat(rights.stream().flatMap(JsonNode::valueStream).map(JsonNode::asText))
                    .isNotEmpty()
                    .doesNotContain("All", "Alter", "AlterConfigs", "ClusterAction");
            assertThat(Manifests.podOf(deployment).path("volumes").findValues("secretName"))
                    .extracting(JsonNode::asText)
                    .containsExactly(CLUSTER + "-cluster-ca-cert");
        }
    }

    @Test
    void each_user_has_the_rights_that_the_service_needs() {
        var config = new Settings(manifests.common()).read();
        for (var user : KafkaUser.values()) {
            var acls =
                    manifests
                            .named("KafkaUser", user.nameIn(config))
                            .at("/spec/authorization/acls")
                            .valueStream()
                            .flatMap(StrimziTest::rights);

            assertThat(acls)
                    .containsExactlyInAnyOrderElementsOf(
                            user.rightsIn(config).stream().map(StrimziTest::written).toList());
        }
    }

    @Test
    void everything_belongs_to_the_cluster() {
        for (var kind : List.of("KafkaNodePool", "KafkaTopic", "KafkaUser")) {
            assertThat(manifests.ofKind(kind))
                    .allMatch(
                            one ->
                                    one.at("/metadata/labels/strimzi.io~1cluster")
                                            .asText()
                                            .equals(CLUSTER));
        }
    }

    /** An operation on a resource, such as {@code topic demarche.reports literal: Read}. */
    private static Stream<String> rights(JsonNode acl) {
        var resource = acl.path("resource");
        return acl.path("operations")
                .valueStream()
                .map(
                        operation ->
                                "%s %s %s: %s"
                                        .formatted(
                                                resource.path("type").asText(),
                                                resource.path("name").asText("kafka-cluster"),
                                                resource.path("patternType").asText("literal"),
                                                operation.asText()));
    }

    private static String written(AclBinding right) {
        var pattern = right.pattern();
        var type = SecurityUtils.resourceTypeName(pattern.resourceType());
        return "%s %s %s: %s"
                .formatted(
                        type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1),
                        pattern.name(),
                        pattern.patternType() == PatternType.PREFIXED ? "prefix" : "literal",
                        SecurityUtils.operationName(right.entry().operation()));
    }

    private static TopicSpec spec(JsonNode topic) {
        var spec = topic.path("spec");
        var settings =
                spec.path("config")
                        .propertyStream()
                        .collect(toMap(Map.Entry::getKey, one -> one.getValue().asText()));
        // the services add it to what they want of every topic
        var wanted = new HashMap<>(settings);
        wanted.remove("min.insync.replicas");
        return new TopicSpec(
                Manifests.nameOf(topic),
                spec.path("partitions").asInt(),
                (short) spec.path("replicas").asInt(),
                settings,
                wanted,
                false);
    }
}
