package org.demarche.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.demarche.log.VersionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaConfigTest {

    @Test
    void has_defaults() {
        assertThat(KafkaConfig.of(Map.of(), Map.of()))
                .isEqualTo(
                        new KafkaConfig(
                                "127.0.0.1:9092",
                                Map.of(),
                                "demarche",
                                12,
                                null,
                                null,
                                true,
                                Set.of()));
    }

    @Test
    void reads_every_setting() {
        var kafka =
                Map.of(
                        "bootstrap.servers", "k1:9092,k2:9092",
                        "security.protocol", "SASL_SSL",
                        "request.timeout.ms", 5000);
        var demarche =
                Map.<String, Object>of(
                        "topics",
                        "verify",
                        "prefix",
                        "desk",
                        "partitions",
                        24,
                        "replication",
                        "3",
                        "min.insync",
                        2,
                        "seeds",
                        "seeds",
                        "ingest.url",
                        "http://127.0.0.1:1",
                        "topic.segment.bytes",
                        "broker",
                        "workers",
                        2);

        var config = KafkaConfig.of(kafka, demarche);

        assertThat(config)
                .isEqualTo(
                        new KafkaConfig(
                                "k1:9092,k2:9092",
                                Map.of(
                                        "security.protocol",
                                        "SASL_SSL",
                                        "request.timeout.ms",
                                        "5000"),
                                "desk",
                                24,
                                (short) 3,
                                (short) 2,
                                false,
                                Set.of("segment.bytes")));
        assertThat(config.clientProperties())
                .isEqualTo(
                        Map.of(
                                "bootstrap.servers", "k1:9092,k2:9092",
                                "security.protocol", "SASL_SSL",
                                "request.timeout.ms", "5000",
                                "socket.connection.setup.timeout.ms", "2000",
                                "socket.connection.setup.timeout.max.ms", "5000"));
    }

    @Test
    void passes_over_what_kubernetes_sets_for_services_of_such_names() {
        var kafka =
                Map.of(
                        "port", "tcp://10.0.0.1:9092",
                        "service.host", "10.0.0.1",
                        "service.port.tcp-clients", "9092",
                        "port.9092.tcp.addr", "10.0.0.1");
        var demarche =
                Map.of(
                        "service.host", "10.0.0.2",
                        "ingest.port", "tcp://10.0.0.3:8081",
                        "ingest.service.port", "8081",
                        "ingest.port.8081.tcp", "tcp://10.0.0.3:8081",
                        "ingest.port.8081.tcp.proto", "tcp");

        assertThat(KafkaConfig.of(kafka, demarche)).isEqualTo(KafkaConfig.of(Map.of(), Map.of()));
        assertThatThrownBy(() -> KafkaConfig.of(Map.of(), Map.of("port", "8080")))
                .hasMessageContaining("The setting demarche.port does not exist");
    }

    @Test
    void takes_the_keys_of_environment_variables_in_every_mix_of_dots_and_hyphens() {
        var config =
                KafkaConfig.of(
                        Map.of("bootstrap-servers", "k:1", "bootstrap.servers", "k:1"),
                        Map.of("min-insync", 2, "min.insync", 2, "replication", 2));

        assertThat(config.bootstrapServers()).isEqualTo("k:1");
        assertThat(config.client()).isEmpty();
        assertThat(config.minInsync()).isEqualTo((short) 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            partition   | 3     | The setting demarche.partition does not exist: the settings are auth, auth.admin, auth.audience, auth.issuer, auth.name, auth.read, auth.roles, connections.most, cors, embed, evidence.directory, evidence.reserve, hosts, ingest.url, log, min.insync, operation.port, partitions, prefix, projections.most, proxies, registry.most, replication, seeds, tls.cert, tls.key, topic.cleanup.policy, topic.compression.type, topic.max.message.bytes, topic.message.timestamp.type, topic.min.cleanable.dirty.ratio, topic.retention.bytes, topic.retention.ms, topic.segment.bytes, topics, workers, writes.most
            replay.share | 0.5  | The setting demarche.replay.share no longer exists, because a replay now takes the time that the machine has left. Remove it; `demarche throttle` bounds a replay
            partitions  | 0     | demarche.partitions is 0: it must be 1 to 1000
            partitions  | many  | demarche.partitions is 'many': it must be a number, at most 9999
            partitions  | 70000 | demarche.partitions is '70000': it must be a number, at most 9999
            replication | 0     | demarche.replication is 0: it must be at least 1
            min.insync  | 0     | demarche.min.insync is 0: it must be at least 1
            log         | xml   | demarche.log is 'xml': it must be text or json
            topics      | made  | demarche.topics is 'made': it must be make or verify
            topic.segment.bytes | 1000 | demarche.topic.segment.bytes is '1000': the only value is broker, which leaves this setting of topics to the brokers
            prefix      | a b%d | demarche.prefix 'a b%d' cannot begin a topic's name: use at most 64 letters, digits, '.', '_' or '-'
            a%d         | 1     | The setting demarche.a%d does not exist: the settings are auth, auth.admin, auth.audience, auth.issuer, auth.name, auth.read, auth.roles, connections.most, cors, embed, evidence.directory, evidence.reserve, hosts, ingest.url, log, min.insync, operation.port, partitions, prefix, projections.most, proxies, registry.most, replication, seeds, tls.cert, tls.key, topic.cleanup.policy, topic.compression.type, topic.max.message.bytes, topic.message.timestamp.type, topic.min.cleanable.dirty.ratio, topic.retention.bytes, topic.retention.ms, topic.segment.bytes, topics, workers, writes.most
            """)
    void refuses_what_cannot_be(String key, String value, String sentence) {
        assertThatThrownBy(() -> KafkaConfig.of(Map.of(), Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void no_more_replicas_must_have_a_record_than_there_are() {
        var settings = Map.of("replication", 2, "min.insync", 3);

        assertThatThrownBy(() -> KafkaConfig.of(Map.of(), settings))
                .hasMessage(
                        "demarche.min.insync is 3: it must be 1 to demarche.replication, which is 2");
    }

    @Test
    void names_everything_by_the_prefix() {
        var topics = KafkaConfig.of(Map.of(), Map.of("prefix", "desk")).topics();
        var version = VersionId.parse("positions/3");

        assertThat(topics.fixed())
                .extracting(TopicSpec::name)
                .containsExactly(
                        "desk.reports", "desk.registry", "desk.control", "desk.dead-letters");
        assertThat(topics.viewSpec(version).name()).isEqualTo("desk.view.positions.v3");
        assertThat(topics.group(version)).isEqualTo("desk.positions.v3");
        assertThat(topics.transactionalId(version, 7)).isEqualTo("desk.positions.v3.7");
    }

    @ParameterizedTest
    @CsvSource({
        "positions",
        "positions/",
        "positions/0",
        "positions/01",
        "/1",
        "Positions/1",
        "a/1/2"
    })
    void a_version_has_a_name_and_a_number(String text) {
        assertThatThrownBy(() -> VersionId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text.split("/", 2)[0]);
    }
}
