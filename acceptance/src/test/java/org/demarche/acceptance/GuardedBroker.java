package org.demarche.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.demarche.broker.EmbeddedBroker;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.rights.KafkaUser;
import org.demarche.log.rights.KafkaUsers;
import org.demarche.model.Await;

/**
 * A broker that asks for a name and a password, and lets nobody do anything without a right. Its
 * users are made as Compose makes them.
 *
 * @param passwords has a folder for each user
 */
record GuardedBroker(EmbeddedBroker broker, KafkaConfig config, Path passwords)
        implements AutoCloseable {

    static final String SUPER_USERS = "User:admin;User:ANONYMOUS";

    private static final String ADMIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\""
                    + " password=\"of-this-test\"";

    /**
     * @param config of the services
     */
    static GuardedBroker start(Path folder, KafkaConfig config) throws IOException {
        var settings =
                Map.of(
                        "listener.security.protocol.map",
                        "CLIENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "PLAIN,SCRAM-SHA-512",
                        "sasl.mechanism.inter.broker.protocol",
                        "PLAIN",
                        "listener.name.clients.plain.sasl.jaas.config",
                        ADMIN + " user_admin=\"of-this-test\";",
                        "listener.name.clients.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                        "authorizer.class.name",
                        RecordingAuthorizer.class.getName(),
                        "super.users",
                        SUPER_USERS);
        var guarded =
                new GuardedBroker(
                        EmbeddedBroker.start(folder.resolve("broker"), 0, settings),
                        config,
                        folder.resolve("passwords"));
        for (var user : KafkaUser.values()) Files.createDirectories(guarded.folder(user));
        try (var admin = guarded.admin()) {
            KafkaUsers.make(config, admin, guarded.passwords);
        }
        return guarded;
    }

    /** The environment of a service that signs in as this user. */
    Map<String, String> environment(KafkaUser user) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "KAFKA_SECURITY_PROTOCOL",
                "SASL_PLAINTEXT",
                "KAFKA_SASL_MECHANISM",
                "SCRAM-SHA-512",
                "JDK_JAVA_OPTIONS",
                "-Djava.security.auth.login.config=" + passwordFile(user));
    }

    Path passwordFile(KafkaUser user) {
        return folder(user).resolve("kafka.jaas");
    }

    /** Takes the right to write to a topic from a user, until it is given back. */
    AutoCloseable forbidWriting(KafkaUser user, String topic) throws Exception {
        return forbid(
                user,
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                AclOperation.WRITE);
    }

    /** Takes a right from a user, until it is given back. */
    AutoCloseable forbid(KafkaUser user, ResourcePattern on, AclOperation operation)
            throws Exception {
        var ban =
                new AclBinding(
                        on,
                        new AccessControlEntry(
                                user.principalIn(config), "*", operation, AclPermissionType.DENY));
        try (var admin = admin()) {
            admin.createAcls(List.of(ban)).all().get();
        }
        return () -> {
            try (var admin = admin()) {
                admin.deleteAcls(List.of(ban.toFilter())).all().get();
                Await.until(
                        "the broker has forgotten the ban",
                        () -> admin.describeAcls(ban.toFilter()).values().get().isEmpty());
            }
        };
    }

    /** Writes a record that no service can read into the log. */
    void damage(String topic) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        administrator(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "arvenia", "nothing")).get();
        }
    }

    @Override
    public void close() {
        broker.close();
    }

    private Path folder(KafkaUser user) {
        return passwords.resolve(user.part());
    }

    private Admin admin() {
        return Admin.create(administrator());
    }

    private Map<String, Object> administrator() {
        return Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                ADMIN + ";");
    }
}
