package org.demarche.log.kafka;

import static java.util.Objects.requireNonNull;
import static org.demarche.log.kafka.KafkaFutures.get;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates missing topics, unless others have to create them, and refuses topics with wrong
 * settings. A log that is cut by age, or a view with another layout, would lose facts silently.
 * Several services may do this at the same time.
 */
public final class TopicSetup {

    /** The longest wait for a broker to learn of a new topic, after the controller has made it. */
    private static final Duration HEARD_OF = Duration.ofSeconds(15);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private TopicSetup() {}

    /**
     * Makes missing topics and verifies all. Returns a sentence for each setting that makes a topic
     * less safe than the configuration asks for. Such a topic loses nothing by itself, so a service
     * can start with it.
     *
     * @throws TopicMismatch if a topic exists with other settings
     * @throws TopicMissing if a topic is missing, and others have to create it
     * @throws KafkaException if Kafka does not answer, or refuses to create a topic
     */
    public static List<String> ensure(Admin admin, Collection<TopicSpec> specs) {
        return ensure(admin, specs, HEARD_OF);
    }

    /**
     * @param patience the longest wait for brokers to which the controller does not give partitions
     *     yet
     */
    static List<String> ensure(Admin admin, Collection<TopicSpec> specs, Duration patience) {
        create(admin, specs, patience);
        var found = found(admin, specs);
        var faults = found.stream().flatMap(one -> one.faults().stream()).toList();
        if (!faults.isEmpty()) {
            throw new TopicMismatch(String.join("\n", faults));
        }
        return found.stream().flatMap(one -> one.differences().stream()).toList();
    }

    private static void create(Admin admin, Collection<TopicSpec> specs, Duration patience) {
        var there = get(admin.listTopics().names());
        var missing = specs.stream().filter(spec -> !there.contains(spec.name())).toList();
        var ofOthers = missing.stream().filter(spec -> !spec.isMade()).toList();
        if (!ofOthers.isEmpty()) {
            throw new TopicMissing(ofOthers);
        }
        var fresh = missing.stream().map(TopicSpec::toCreate).toList();
        onceUnfenced(() -> make(admin, fresh), patience);
        awaitLeaders(admin, fresh);
    }

    private static void make(Admin admin, Collection<NewTopic> topics) {
        for (var created : admin.createTopics(topics).values().values()) {
            try {
                get(created);
            } catch (TopicExistsException _) {
                // another service was faster; its topic is verified afterwards
            }
        }
    }

    /**
     * Repeats the step until enough brokers take partitions. A broker that has just started answers
     * before the controller gives it partitions. Kafka throws the same exception if there are too
     * few brokers, so the wait is limited.
     */
    private static void onceUnfenced(Runnable step, Duration patience) {
        var until = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                step.run();
                return;
            } catch (InvalidReplicationFactorException e) {
                if (System.nanoTime() > until) {
                    throw e;
                }
                pause();
            }
        }
    }

    /**
     * Waits until each new partition has a leader that works. A broker knows a new partition before
     * it leads the partition. If an idempotent producer sends its first batches in between, its
     * sequence numbers may never be in order again. A request for offsets goes to the leader, and
     * returns only when the leader works.
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

    private static List<FoundTopic> found(Admin admin, Collection<TopicSpec> specs) {
        var names = specs.stream().map(TopicSpec::name).toList();
        var topics = onceHeardOf(() -> admin.describeTopics(names).allTopicNames());
        var settings =
                onceHeardOf(
                        () ->
                                admin.describeConfigs(
                                                names.stream().map(TopicSetup::resource).toList())
                                        .all());
        return specs.stream()
                .map(
                        spec ->
                                new FoundTopic(
                                        spec,
                                        requireNonNull(topics.get(spec.name())),
                                        requireNonNull(settings.get(resource(spec.name())))))
                .toList();
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
}
