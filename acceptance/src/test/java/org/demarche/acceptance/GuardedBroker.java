package org.demarche.acceptance;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
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
import org.demarche.log.TopicSpec;

/** A broker that asks for a name and a password, and lets nobody do anything without a right. */
record GuardedBroker(Process process, String address) implements AutoCloseable {

    private static final String ADMIN = "admin";
    private static final String PASSWORD = "of-this-test";
    private static final String CLUSTER_ID = "b1NzY3JpYmVkQnlUZXN0cw";
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\""
                + " password=\"%s\"";

    /**
     * @param users who have a password, and no right yet
     */
    static GuardedBroker start(Path folder, Collection<String> users) throws Exception {
        var clients = "127.0.0.1:" + Demarche.freePort();
        var controller = "127.0.0.1:" + Demarche.freePort();
        var passwords =
                Stream.concat(Stream.of(ADMIN), users.stream())
                        .map(user -> " user_%s=\"%s\"".formatted(user, PASSWORD))
                        .collect(joining());
        var settings =
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@%2$s
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=CLIENTS
                listeners=CLIENTS://%1$s,CONTROLLER://%2$s
                listener.security.protocol.map=CLIENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
                sasl.enabled.mechanisms=PLAIN
                sasl.mechanism.inter.broker.protocol=PLAIN
                listener.name.clients.plain.sasl.jaas.config=%3$s%4$s;
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                super.users=User:admin;User:ANONYMOUS
                log.dirs=%5$s
                message.max.bytes=3145728
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                """
                        .formatted(
                                clients,
                                controller,
                                LOGIN.formatted(ADMIN, PASSWORD),
                                passwords,
                                folder.resolve("kafka"));
        var file = Files.writeString(folder.resolve("server.properties"), settings).toString();
        var output = folder.resolve("broker.log");
        var format = "kafka.tools.StorageTool format --cluster-id " + CLUSTER_ID + " --config";
        var formatted = run(output, Stream.concat(Stream.of(format.split(" ")), Stream.of(file)));
        if (formatted.waitFor() != 0) throw new AssertionError(Files.readString(output));
        return new GuardedBroker(run(output, Stream.of("kafka.Kafka", file)), clients);
    }

    /** What a client needs to be known by this name. */
    Map<String, String> client(String user) {
        return Map.of(
                "bootstrap.servers",
                address,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN.formatted(user, PASSWORD) + ";");
    }

    /** Waits until the broker is there. */
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

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
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

    private static Process run(Path output, Stream<String> program) throws IOException {
        var command = new ArrayList<>(Demarche.java("broker", program.toArray(String[]::new)));
        command.add(1, "-Xmx512m");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        return builder.start();
    }
}
