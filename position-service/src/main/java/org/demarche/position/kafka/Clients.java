package org.demarche.position.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.log.VersionId;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.ReadyTopics;
import org.demarche.log.kafka.TopicReader;
import org.demarche.log.kafka.Topics;
import org.demarche.log.rights.KafkaUser;

/** The Kafka clients of one version's workers, with the reasons for their settings. */
public final class Clients {

    /**
     * The longest wait for the answer to a heartbeat. After a session of 6 s, the group drops a
     * member.
     */
    private static final int LONGEST_HEARTBEAT_MILLIS = 6_000;

    private static final int KIB = 1024;

    /** The longest wait for closing a consumer while the broker is away. */
    public static final CloseOptions LONGEST_CLOSE = CloseOptions.timeout(Duration.ofSeconds(2));

    /** The most records of one poll. */
    public static final int MOST_RECORDS = 2000;

    private final KafkaConfig config;
    private final VersionId version;

    public Clients(KafkaConfig config, VersionId version) {
        this.config = config;
        this.version = version;
    }

    public Topics topics() {
        return config.topics();
    }

    public VersionId version() {
        return version;
    }

    /** The number of partitions of the log, and so of each view. */
    public int partitions() {
        return config.partitions();
    }

    public Admin admin() {
        return Admin.create(config.clientProperties());
    }

    /** Waits for Kafka, and creates the missing topics, including the version's view. */
    public void makeTopics(Admin admin) {
        var view = topics().viewSpec(version);
        // the rights to the fixed topics were checked when the service started
        var rights =
                KafkaUser.POSITION.rightsIn(config).stream()
                        .filter(right -> right.pattern().resourceType() == ResourceType.TOPIC)
                        .filter(right -> view.name().startsWith(right.pattern().name()))
                        .toList();
        var _ = ReadyTopics.make(config, admin, rights, view);
    }

    /**
     * Returns a consumer of the log in the version's group. The mark decides where the consumer
     * begins, and never the group's offset. So a partition without an offset is an error.
     */
    public Consumer<byte[], byte[]> follower() {
        return consumer(
                config,
                Map.of(
                        ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                        "consumer",
                        ConsumerConfig.GROUP_ID_CONFIG,
                        topics().group(version),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        // while a heartbeat has no answer, Kafka's client 4.4 polls without a pause
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        Integer.toString(LONGEST_HEARTBEAT_MILLIS),
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        Integer.toString(MOST_RECORDS)));
    }

    /** Returns a consumer of committed records of the view. */
    public Consumer<byte[], byte[]> viewReader() {
        return consumer(
                config,
                Map.of(
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        Integer.toString(MOST_RECORDS)));
    }

    /** Returns a consumer for single records, at any offset of the log. */
    static Consumer<byte[], byte[]> logLookup(KafkaConfig config) {
        return consumer(
                config,
                Map.of(
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        "1",
                        // the lookup needs one record, and the broker always sends at least one
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        Integer.toString(4 * KIB)));
    }

    /**
     * Returns a producer for one partition of the view. Its transactional id fences the earlier
     * producers of the partition.
     */
    public Producer<byte[], byte[]> viewWriter(int partition) {
        var properties = config.clientProperties();
        properties.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                topics().transactionalId(version, partition));
        // The longest time that readers wait if a worker died with an open transaction and no other
        // worker took over its partition.
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        // If a transaction begins before the coordinator has finished the previous one, the
        // producer tries again after this time. With the default of 100 ms, these waits would be
        // nearly all of the latency.
        properties.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, 5);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // A commit sends all records without waiting, so lingering does not delay a live event.
        // During a replay, lingering fills the batches.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * KIB);
        // Enough for one transaction. If the broker falls behind, the fold waits, and the heap does
        // not grow.
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * KIB * KIB);
        properties.put(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LONGEST_DEAD_LETTER + 64 * KIB);
        // A broker that does not answer within these times counts as lost: the worker drops its
        // heap and restores it.
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Consumer<byte[], byte[]> consumer(KafkaConfig config, Map<String, String> more) {
        var properties = config.clientProperties();
        // Records that are fetched and not yet polled are in the heap.
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * KIB * KIB);
        // After a pause, a partition waits until the running fetch ends, because that fetch does
        // not include it.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, TopicReader.LONGEST_FETCH_MILLIS);
        properties.putAll(more);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // a request for a deleted view must not create the view again
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
