package org.demarche.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.demarche.broker.SharedBroker;
import org.demarche.log.VersionId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicSetupTest {

    private static final VersionId VERSION = new VersionId("positions", 1);

    private static Admin admin;

    @BeforeAll
    static void connect() {
        admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.get()));
    }

    @AfterAll
    static void disconnect() {
        admin.close();
    }

    @Test
    void makes_what_is_missing_and_finds_it_again() throws Exception {
        var topics = config("setup-fresh", 3).topics();
        var specs = Stream.concat(topics.fixed().stream(), Stream.of(topics.viewSpec(VERSION)));
        var all = specs.toList();

        TopicSetup.ensure(admin, all);
        TopicSetup.ensure(admin, all);

        assertThat(partitions(topics.reports())).isEqualTo(3);
        assertThat(partitions(topics.registry())).isEqualTo(1);
        assertThat(partitions(topics.view(VERSION))).isEqualTo(3);
        assertThat(setting(topics.reports(), "retention.ms")).isEqualTo("-1");
        assertThat(setting(topics.reports(), "compression.type")).isEqualTo("lz4");
        assertThat(setting(topics.reports(), "message.timestamp.type")).isEqualTo("LogAppendTime");
        assertThat(setting(topics.view(VERSION), "cleanup.policy")).isEqualTo("compact");
    }

    @Test
    void several_services_may_do_it_at_once() throws Exception {
        var topics = config("setup-race", 2).topics();

        var all =
                Stream.generate(
                                () ->
                                        CompletableFuture.runAsync(
                                                () -> TopicSetup.ensure(admin, topics.fixed())))
                        .limit(4)
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all).join();

        assertThat(partitions(topics.reports())).isEqualTo(2);
    }

    @Test
    void names_everything_that_disagrees_and_what_to_do() throws Exception {
        var topics = config("setup-other", 3).topics();
        admin.createTopics(
                        List.of(
                                new NewTopic(topics.reports(), 5, (short) 1)
                                        .configs(
                                                Map.of(
                                                        "retention.ms",
                                                        "1000",
                                                        "message.timestamp.type",
                                                        "LogAppendTime"))))
                .all()
                .get();

        assertThatThrownBy(() -> TopicSetup.ensure(admin, topics.fixed()))
                .isInstanceOf(TopicMismatch.class)
                .hasMessage(
                        """
                        Topic setup-other.reports has 5 partitions and must have 3: set demarche.partitions to 5, or use another demarche.prefix
                        Topic setup-other.reports has retention.ms=1000 and must have -1: change it with kafka-configs --alter --topic setup-other.reports --add-config retention.ms=-1, or use another demarche.prefix""");
    }

    @Test
    void a_log_that_is_compacted_is_refused() throws Exception {
        var topics = config("setup-compacted", 1).topics();
        var settings = Map.of("cleanup.policy", "compact", "retention.ms", "-1");
        admin.createTopics(List.of(new NewTopic(topics.reports(), 1, (short) 1).configs(settings)))
                .all()
                .get();

        assertThatThrownBy(() -> TopicSetup.ensure(admin, topics.fixed()))
                .isInstanceOf(TopicMismatch.class)
                .hasMessageContaining("has cleanup.policy=compact and must have delete")
                .hasMessageContaining("has message.timestamp.type=CreateTime and must have");
    }

    @Test
    void a_topic_that_is_less_safe_than_wanted_is_told_of() throws Exception {
        TopicSetup.ensure(admin, config("setup-safe", 1).topics().fixed());
        var wanted =
                KafkaConfig.of(
                        Map.of(),
                        Map.of(
                                "prefix",
                                "setup-safe",
                                "partitions",
                                1,
                                "replication",
                                3,
                                "min.insync",
                                2));

        assertThat(TopicSetup.ensure(admin, List.of(wanted.topics().fixed().getFirst())))
                .containsExactly(
                        "Topic setup-safe.reports has 1 replicas, and demarche.replication is 3: change it with kafka-reassign-partitions, or set demarche.replication to 1",
                        "Topic setup-safe.reports has min.insync.replicas=1, and demarche.min.insync is 2: change it with kafka-configs --alter --topic setup-safe.reports --add-config min.insync.replicas=2, or set demarche.min.insync to 1");
    }

    @Test
    void a_setting_is_left_to_the_brokers() throws Exception {
        var topics =
                KafkaConfig.of(
                                Map.of(),
                                Map.of(
                                        "prefix", "setup-left",
                                        "partitions", 1,
                                        "topic.segment.bytes", "broker",
                                        "topic.compression.type", "broker"))
                        .topics();

        assertThat(TopicSetup.ensure(admin, List.of(topics.viewSpec(VERSION)))).isEmpty();

        var view = topics.view(VERSION);
        assertThat(setting(view, "segment.bytes")).isEqualTo("1073741824");
        assertThat(setting(view, "compression.type")).isEqualTo("producer");
        assertThat(setting(view, "cleanup.policy")).isEqualTo("compact");
    }

    @Test
    void what_would_lose_facts_is_refused_even_if_it_is_left_to_the_brokers() {
        var settings = Map.of("prefix", "setup-lost", "topic.retention.ms", "broker");
        var topics = KafkaConfig.of(Map.of(), settings).topics();

        assertThatThrownBy(() -> TopicSetup.ensure(admin, topics.fixed()))
                .isInstanceOf(TopicMismatch.class)
                .hasMessageContaining(
                        "Topic setup-lost.reports has retention.ms=604800000 and must have -1");
    }

    @Test
    void topics_that_others_make_are_verified_and_named_while_they_are_missing() {
        var settings =
                new HashMap<String, Object>(Map.of("prefix", "setup-others", "partitions", 2));
        var make = KafkaConfig.of(Map.of(), settings).topics();
        settings.putAll(Map.of("topics", "verify", "replication", 1, "min.insync", 1));
        var verify = KafkaConfig.of(Map.of(), settings).topics();

        assertThatThrownBy(() -> TopicSetup.ensure(admin, verify.fixed()))
                .isInstanceOf(TopicMissing.class)
                .hasMessageContaining("Topic setup-others.reports is missing")
                .hasMessageContaining("Topic setup-others.dead-letters is missing")
                .hasMessageContaining(
                        "`kafka-topics --create --topic setup-others.control --partitions 1 --replication-factor 1 --config cleanup.policy=delete --config message.timestamp.type=LogAppendTime --config min.insync.replicas=1 --config retention.bytes=-1 --config retention.ms=-1`");
        assertThat(topicNames()).noneMatch(name -> name.startsWith("setup-others."));

        TopicSetup.ensure(admin, make.fixed());

        assertThat(TopicSetup.ensure(admin, verify.fixed())).isEmpty();
        assertThatThrownBy(() -> TopicSetup.ensure(admin, List.of(verify.viewSpec(VERSION))))
                .isInstanceOf(TopicMissing.class)
                .hasMessageContaining("Topic setup-others.view.positions.v1 is missing");
    }

    @Test
    void more_replicas_than_brokers_are_refused_by_kafka() {
        var config =
                new KafkaConfig(
                        SharedBroker.get(),
                        Map.of(),
                        "setup-replicas",
                        1,
                        (short) 3,
                        (short) 2,
                        true,
                        Set.of());

        var specs = config.topics().fixed();
        assertThatThrownBy(() -> TopicSetup.ensure(admin, specs, Duration.ofSeconds(1)))
                .isInstanceOf(InvalidReplicationFactorException.class);
    }

    private static KafkaConfig config(String prefix, int partitions) {
        return new KafkaConfig(
                SharedBroker.get(), Map.of(), prefix, partitions, null, null, true, Set.of());
    }

    private static Set<String> topicNames() {
        return admin.listTopics().names().toCompletionStage().toCompletableFuture().join();
    }

    private static int partitions(String topic) throws Exception {
        var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
        return described.get(topic).partitions().size();
    }

    private static String setting(String topic, String name) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var configs = admin.describeConfigs(List.of(resource)).all().get();
        return configs.get(resource).get(name).value();
    }
}
