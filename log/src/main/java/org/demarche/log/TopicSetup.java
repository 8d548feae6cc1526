package org.demarche.log;

import static java.util.Objects.requireNonNull;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates missing topics, and refuses topics with wrong settings, because a log that is cut by age,
 * or a view of another layout, would silently lose facts. Several services may do this at once.
 */
public final class TopicSetup {

    /** Settings that the data does not reveal, and that would change its meaning. */
    private static final List<String> VERIFIED =
            List.of(
                    CLEANUP_POLICY_CONFIG,
                    RETENTION_MS_CONFIG,
                    RETENTION_BYTES_CONFIG,
                    MESSAGE_TIMESTAMP_TYPE_CONFIG);

    /** A broker learns of a new topic a moment after the controller has made it. */
    private static final Duration HEARD_OF = Duration.ofSeconds(15);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private TopicSetup() {}

    /**
     * @throws TopicMismatch if a topic is there and otherwise
     * @throws KafkaException if Kafka cannot be asked, or refuses to create
     */
    public static void ensure(Admin admin, Collection<TopicSpec> specs) {
        create(admin, specs);
        var faults = disagreements(admin, specs);
        if (!faults.isEmpty()) {
            throw new TopicMismatch(String.join("\n", faults));
        }
    }

    private static void create(Admin admin, Collection<TopicSpec> specs) {
        var there = get(admin.listTopics().names());
        var missing =
                specs.stream()
                        .filter(spec -> !there.contains(spec.name()))
                        .map(TopicSpec::toCreate)
                        .toList();
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                get(created);
            } catch (TopicExistsException _) {
                // another service was faster: what it made is verified below
            }
        }
        awaitLeaders(admin, missing);
    }

    /**
     * A broker knows of a new partition before it leads it. If an idempotent producer sends its
     * first batches in between, its sequence numbers may never be in order again. A request for
     * offsets goes to the leader, and returns only when it leads.
     */
    private static void awaitLeaders(Admin admin, Collection<NewTopic> topics) {
        var names = topics.stream().map(NewTopic::name).toList();
        onceHeardOf(() -> admin.describeTopics(names).allTopicNames());
        var earliest = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : topics) {
            for (var partition = 0; partition < topic.numPartitions(); partition++) {
                earliest.put(new TopicPartition(topic.name(), partition), OffsetSpec.earliest());
            }
        }
        onceHeardOf(() -> admin.listOffsets(earliest).all());
    }

    private static List<String> disagreements(Admin admin, Collection<TopicSpec> specs) {
        var names = specs.stream().map(TopicSpec::name).toList();
        var topics = onceHeardOf(() -> admin.describeTopics(names).allTopicNames());
        var settings =
                onceHeardOf(
                        () ->
                                admin.describeConfigs(
                                                names.stream().map(TopicSetup::resource).toList())
                                        .all());
        var faults = new ArrayList<String>();
        for (var spec : specs) {
            var partitions = requireNonNull(topics.get(spec.name())).partitions().size();
            var its = requireNonNull(settings.get(resource(spec.name())));
            faults.addAll(disagreements(spec, partitions, its));
        }
        return faults;
    }

    private static List<String> disagreements(TopicSpec spec, int partitions, Config settings) {
        var faults = new ArrayList<String>();
        if (partitions != spec.partitions()) {
            faults.add(
                    "Topic %s has %d partitions and must have %d: set demarche.partitions to %d, or use another demarche.prefix"
                            .formatted(spec.name(), partitions, spec.partitions(), partitions));
        }
        for (var setting : VERIFIED) {
            var must = spec.settings().get(setting);
            var is = settings.get(setting).value();
            if (must != null && !must.equals(is)) {
                faults.add(
                        "Topic %s has %s=%s and must have %s: change it with kafka-configs --alter --topic %s --add-config %s=%s, or use another demarche.prefix"
                                .formatted(
                                        spec.name(),
                                        setting,
                                        is,
                                        must,
                                        spec.name(),
                                        setting,
                                        must));
            }
        }
        return faults;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static <T> T onceHeardOf(Supplier<KafkaFuture<T>> question) {
        var until = System.nanoTime() + HEARD_OF.toNanos();
        while (true) {
            try {
                return get(question.get());
            } catch (UnknownTopicOrPartitionException e) {
                if (System.nanoTime() > until) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known
                    ? known
                    : new KafkaException(e.getCause());
        }
    }
}
