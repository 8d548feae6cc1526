package org.demarche.log.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_BYTES_CONFIG;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.demarche.log.VersionId;

/**
 * All names that Demarche has in Kafka, and the settings of its topics. Names are joined, never
 * formatted, because a formatter writes numbers in the digits of the machine's language.
 */
public final class Topics {

    /** The longest value of a record in the log, in bytes. */
    public static final int LONGEST_REPORT = 512 * 1024;

    /** The longest value of a dead letter, in bytes; a longer one is cut. */
    public static final int LONGEST_DEAD_LETTER = 2 * 1024 * 1024;

    /** Bytes that a record may have beside its value: its key, its headers, its batch. */
    private static final int BESIDE_VALUE = 64 * 1024;

    /**
     * The size of a segment of a compacted topic. Kafka compacts only closed segments, and a
     * restart reads all records that are not compacted, so segments should close early. They are
     * not smaller, because Kafka in a cloud may refuse smaller segments.
     */
    private static final int VIEW_SEGMENT = 50 * 1024 * 1024;

    private final KafkaConfig config;

    Topics(KafkaConfig config) {
        this.config = config;
    }

    public String reports() {
        return config.prefix() + ".reports";
    }

    public String registry() {
        return config.prefix() + ".registry";
    }

    public String control() {
        return config.prefix() + ".control";
    }

    public String deadLetters() {
        return config.prefix() + ".dead-letters";
    }

    public String view(VersionId version) {
        return config.prefix() + ".view." + version.projection() + ".v" + version.number();
    }

    public String group(VersionId version) {
        return config.prefix() + '.' + version.projection() + ".v" + version.number();
    }

    /**
     * Returns the transactional id of a partition's worker. With this id, the next worker fences
     * the previous one.
     */
    public String transactionalId(VersionId version, int partition) {
        return group(version) + '.' + partition;
    }

    /**
     * Returns the partition of a holder's reports: see {@link #partitionOf(byte[], int)}.
     *
     * @param partitions the number of partitions of the log
     */
    public static int partitionOf(String holder, int partitions) {
        return partitionOf(holder.getBytes(UTF_8), partitions);
    }

    /**
     * Returns the partition that Kafka's default partitioner chooses.
     *
     * @param key the holder in UTF-8
     * @param partitions the number of partitions of the log
     */
    public static int partitionOf(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    /**
     * Returns the number of partitions of the log, the registry or the topic of decisions. Only the
     * log has several.
     */
    public int partitions(String topic) {
        return topic.equals(reports()) ? config.partitions() : 1;
    }

    /** Returns the topics that every stack has, before any projection. */
    public List<TopicSpec> fixed() {
        return List.of(
                spec(
                        reports(),
                        config.partitions(),
                        keptForEver(),
                        Map.of(
                                COMPRESSION_TYPE_CONFIG,
                                "lz4",
                                MAX_MESSAGE_BYTES_CONFIG,
                                atMost(LONGEST_REPORT))),
                spec(registry(), 1, compacted(), Map.of()),
                spec(control(), 1, keptForEver(), Map.of()),
                spec(
                        deadLetters(),
                        config.partitions(),
                        keptForEver(),
                        Map.of(MAX_MESSAGE_BYTES_CONFIG, atMost(LONGEST_DEAD_LETTER))));
    }

    /**
     * Returns the topic of access tokens. Only a gateway that asks for access tokens uses this
     * topic, so the other services need no right on it.
     */
    public TopicSpec tokens() {
        return spec(config.prefix() + ".tokens", 1, compacted(), Map.of());
    }

    /**
     * Returns the topic of a version's view. Partition p of the view is made from partition p of
     * the log, so both topics have the same number of partitions.
     */
    public TopicSpec viewSpec(VersionId version) {
        return spec(
                view(version),
                config.partitions(),
                compacted(),
                Map.of(
                        COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        // the document of an event contains the whole value of its record
                        MAX_MESSAGE_BYTES_CONFIG,
                        atMost(LONGEST_REPORT)));
    }

    private TopicSpec spec(
            String name, int partitions, Map<String, String> cleanup, Map<String, String> more) {
        var settings = new HashMap<>(cleanup);
        settings.putAll(more);
        var wanted = Map.copyOf(settings);
        settings.keySet().removeAll(config.leftToBrokers());
        if (config.minInsync() != null) {
            settings.put(MIN_IN_SYNC_REPLICAS_CONFIG, Short.toString(config.minInsync()));
        }
        return new TopicSpec(
                name, partitions, config.replication(), settings, wanted, config.makesTopics());
    }

    private static Map<String, String> keptForEver() {
        return Map.of(
                CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE,
                RETENTION_MS_CONFIG, "-1",
                RETENTION_BYTES_CONFIG, "-1",
                MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    }

    private static Map<String, String> compacted() {
        return Map.of(
                CLEANUP_POLICY_CONFIG,
                CLEANUP_POLICY_COMPACT,
                MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                "0.2",
                SEGMENT_BYTES_CONFIG,
                Integer.toString(VIEW_SEGMENT),
                MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime");
    }

    private static String atMost(int value) {
        return Integer.toString(value + BESIDE_VALUE);
    }
}
