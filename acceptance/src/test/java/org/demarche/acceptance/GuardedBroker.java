package org.demarche.acceptance;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.demarche.broker.EmbeddedBroker;
import org.demarche.log.TopicSpec;

/** A broker that asks for a name and a password, and lets nobody do anything without a right. */
record GuardedBroker(EmbeddedBroker broker) implements AutoCloseable {

    private static final String ADMIN = "admin";
    private static final String PASSWORD = "of-this-test";
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\""
                    + " password=\"%s\"";

    /**
     * @param users who have a password, and no right yet
     */
    static GuardedBroker start(Path folder, Collection<String> users) {
        var passwords =
                Stream.concat(Stream.of(ADMIN), users.stream())
                        .map(user -> " user_%s=\"%s\"".formatted(user, PASSWORD))
                        .collect(joining());
        var settings =
                Map.of(
                        "listener.security.protocol.map",
                        "CLIENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "sasl.mechanism.inter.broker.protocol",
                        "PLAIN",
                        "listener.name.clients.plain.sasl.jaas.config",
                        LOGIN.formatted(ADMIN, PASSWORD) + passwords + ";",
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users",
                        "User:admin;User:ANONYMOUS");
        return new GuardedBroker(EmbeddedBroker.start(folder.resolve("broker"), 0, settings));
    }

    /** What a client needs to be known by this name. */
    Map<String, String> client(String user) {
        return Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN.formatted(user, PASSWORD) + ";");
    }

    /** The topics that the services are to find. */
    void create(Collection<TopicSpec> topics) throws Exception {
        var fresh =
                topics.stream()
                        .map(
                                topic ->
                                        new NewTopic(
                                                        topic.name(),
                                                        Optional.of(topic.partitions()),
                                                        Optional.of((short) 1))
                                                .configs(topic.wanted()))
                        .toList();
        try (var admin = admin()) {
            admin.createTopics(fresh).all().get();
        }
    }

    /**
     * @param users as Strimzi has them
     */
    void grant(Collection<JsonNode> users) throws Exception {
        try (var admin = admin()) {
            admin.createAcls(users.stream().flatMap(GuardedBroker::rights).toList()).all().get();
        }
    }

    /** Takes the right to write to a topic from a user, until it is given back. */
    AutoCloseable forbidWriting(String user, String topic) throws Exception {
        var ban =
                new AclBinding(
                        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                        new AccessControlEntry(
                                "User:" + user, "*", AclOperation.WRITE, AclPermissionType.DENY));
        try (var admin = admin()) {
            admin.createAcls(List.of(ban)).all().get();
        }
        return () -> {
            try (var admin = admin()) {
                admin.deleteAcls(List.of(ban.toFilter())).all().get();
            }
        };
    }

    @Override
    public void close() {
        broker.close();
    }

    private Admin admin() {
        return Admin.create(Map.copyOf(client(ADMIN)));
    }

    private static Stream<AclBinding> rights(JsonNode user) {
        var principal = "User:" + Manifests.nameOf(user);
        return user.at("/spec/authorization/acls")
                .valueStream()
                .flatMap(
                        acl ->
                                acl.path("operations")
                                        .valueStream()
                                        .map(
                                                operation ->
                                                        right(
                                                                principal,
                                                                acl.path("resource"),
                                                                operation.asText())));
    }

    private static AclBinding right(String principal, JsonNode resource, String operation) {
        var type = ResourceType.fromString(words(resource.path("type").asText()));
        var pattern =
                new ResourcePattern(
                        type,
                        resource.path("name").asText(Resource.CLUSTER_NAME),
                        resource.path("patternType").asText().equals("prefix")
                                ? PatternType.PREFIXED
                                : PatternType.LITERAL);
        return new AclBinding(
                pattern,
                new AccessControlEntry(
                        principal,
                        "*",
                        AclOperation.fromString(words(operation)),
                        AclPermissionType.ALLOW));
    }

    /** DescribeConfigs is DESCRIBE_CONFIGS in Kafka's own words. */
    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_");
    }
}
