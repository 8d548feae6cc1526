package org.demarche.log.kafka;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;

/** A topic as it is in Kafka, and the specification that it must match. */
record FoundTopic(TopicSpec spec, TopicDescription topic, Config settings) {

    /**
     * The settings that are verified: a wrong value would lose or change facts, and the data would
     * not show this.
     */
    private static final List<String> VERIFIED =
            List.of(
                    CLEANUP_POLICY_CONFIG,
                    RETENTION_MS_CONFIG,
                    RETENTION_BYTES_CONFIG,
                    MESSAGE_TIMESTAMP_TYPE_CONFIG);

    List<String> faults() {
        var faults = new ArrayList<String>();
        var partitions = topic.partitions().size();
        if (partitions != spec.partitions()) {
            faults.add(
                    "Topic %s has %d partitions and must have %d: set demarche.partitions to %d, or use another demarche.prefix"
                            .formatted(spec.name(), partitions, spec.partitions(), partitions));
        }
        for (var setting : VERIFIED) {
            var must = spec.wanted().get(setting);
            var is = settings.get(setting).value();
            if (must != null && !must.equals(is)) {
                faults.add(
                        "Topic %s has %s=%s and must have %s: change it with %s, or use another demarche.prefix"
                                .formatted(spec.name(), setting, is, must, alter(setting, must)));
            }
        }
        return faults;
    }

    /**
     * Describes the settings that make the topic less safe than the configuration asks for. They
     * lose and change no fact.
     */
    List<String> differences() {
        var differences = new ArrayList<String>();
        var replicas =
                topic.partitions().stream()
                        .mapToInt(partition -> partition.replicas().size())
                        .min()
                        .orElse(0);
        if (spec.replication() != null && replicas != spec.replication()) {
            differences.add(
                    "Topic %s has %d replicas, and demarche.replication is %d: change it with kafka-reassign-partitions, or set demarche.replication to %d"
                            .formatted(spec.name(), replicas, spec.replication(), replicas));
        }
        var wanted = spec.settings().get(MIN_IN_SYNC_REPLICAS_CONFIG);
        var is = settings.get(MIN_IN_SYNC_REPLICAS_CONFIG).value();
        if (wanted != null && !wanted.equals(is)) {
            differences.add(
                    "Topic %s has min.insync.replicas=%s, and demarche.min.insync is %s: change it with %s, or set demarche.min.insync to %s"
                            .formatted(
                                    spec.name(),
                                    is,
                                    wanted,
                                    alter(MIN_IN_SYNC_REPLICAS_CONFIG, wanted),
                                    is));
        }
        return differences;
    }

    private String alter(String setting, String value) {
        return "kafka-configs --alter --topic %s --add-config %s=%s"
                .formatted(spec.name(), setting, value);
    }
}
