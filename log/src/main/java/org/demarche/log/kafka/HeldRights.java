package org.demarche.log.kafka;

import static org.demarche.log.kafka.KafkaFutures.get;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Asks Kafka which rights on topics this service has. */
final class HeldRights {

    /**
     * A service that lacks any other right fails at its start. One that lacks these looks ready.
     */
    private static final Set<AclOperation> LATE = Set.of(AclOperation.READ, AclOperation.WRITE);

    private HeldRights() {}

    /**
     * Those to read and to write that the service needs and does not have, in words.
     *
     * @param topics that are there
     * @param needed may be about other things, too
     */
    static List<String> lacking(
            Admin admin, Collection<TopicSpec> topics, Collection<AclBinding> needed) {
        var names = topics.stream().map(TopicSpec::name).toList();
        var withRights = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        var described = get(admin.describeTopics(names, withRights).allTopicNames());
        return described.values().stream()
                .flatMap(topic -> lacking(topic, needed))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> lacking(TopicDescription topic, Collection<AclBinding> needed) {
        var held = topic.authorizedOperations();
        // a broker that tells nothing refuses later; this question itself takes a right
        if (held == null || held.isEmpty()) return Stream.empty();
        return needed.stream()
                .filter(right -> isOn(right.pattern(), topic.name()))
                .map(right -> right.entry().operation())
                .filter(operation -> LATE.contains(operation) && !held.contains(operation))
                .map(operation -> "%s on the topic %s".formatted(word(operation), topic.name()));
    }

    private static boolean isOn(ResourcePattern pattern, String topic) {
        return pattern.resourceType() == ResourceType.TOPIC
                && (pattern.patternType() == PatternType.PREFIXED
                        ? topic.startsWith(pattern.name())
                        : topic.equals(pattern.name()));
    }

    /** As Kafka's tools and docs/security.md write it. */
    private static String word(AclOperation operation) {
        return operation == AclOperation.READ ? "Read" : "Write";
    }
}
