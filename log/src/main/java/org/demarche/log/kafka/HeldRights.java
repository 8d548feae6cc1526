package org.demarche.log.kafka;

import static org.demarche.log.kafka.KafkaFutures.get;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Asks Kafka which of the rights that it needs this service lacks. */
final class HeldRights {

    /**
     * The rights whose lack shows late. A service that lacks any other right fails at its start,
     * but a service that lacks one of these seems ready.
     */
    private static final Set<AclOperation> LATE = Set.of(AclOperation.READ, AclOperation.WRITE);

    /** Milliseconds in which Kafka has to answer about a group or a transactional id. */
    private static final int TO_SAY = 5_000;

    private HeldRights() {}

    /**
     * Returns the rights that the service needs and lacks, in words. For topics these are the
     * rights to read and to write. For groups and for transactional ids these are all rights, if
     * the service has no right on them.
     *
     * @param topics the topics, which must exist
     * @param needed the rights that the service needs, also those on other resources
     */
    static List<String> lacking(
            Admin admin, Collection<TopicSpec> topics, Collection<AclBinding> needed) {
        var refused =
                needed.stream()
                        .map(AclBinding::pattern)
                        .distinct()
                        .filter(pattern -> isRefused(admin, pattern))
                        .collect(Collectors.toSet());
        var names = topics.stream().map(TopicSpec::name).toList();
        var withRights = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        var described = get(admin.describeTopics(names, withRights).allTopicNames());
        return Stream.concat(
                        described.values().stream().flatMap(topic -> lacking(topic, needed)),
                        needed.stream()
                                .filter(right -> refused.contains(right.pattern()))
                                .map(HeldRights::words))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> lacking(TopicDescription topic, Collection<AclBinding> needed) {
        var held = topic.authorizedOperations();
        // Kafka lists the rights only for a user who may describe the topic; without this right the
        // broker refuses a later request
        if (held == null || held.isEmpty()) return Stream.empty();
        return needed.stream()
                .filter(right -> isOn(right.pattern(), topic.name()))
                .map(right -> right.entry().operation())
                .filter(operation -> LATE.contains(operation) && !held.contains(operation))
                .map(operation -> "%s on the topic %s".formatted(word(operation), topic.name()));
    }

    /**
     * Whether the service has no right on the groups or transactional ids with this prefix, so that
     * Kafka refuses even a question about one. Any right on them would allow the question.
     */
    private static boolean isRefused(Admin admin, ResourcePattern pattern) {
        var one = List.of(pattern.name() + "rights");
        try {
            switch (pattern.resourceType()) {
                case GROUP ->
                        get(
                                admin.describeConsumerGroups(
                                                one,
                                                new DescribeConsumerGroupsOptions()
                                                        .timeoutMs(TO_SAY))
                                        .all());
                case TRANSACTIONAL_ID ->
                        get(
                                admin.describeTransactions(
                                                one,
                                                new DescribeTransactionsOptions().timeoutMs(TO_SAY))
                                        .all());
                default -> {}
            }
        } catch (GroupAuthorizationException | TransactionalIdAuthorizationException _) {
            return true;
        } catch (GroupIdNotFoundException | TransactionalIdNotFoundException _) {
            return false; // the broker has answered the question
        } catch (RetriableException _) {
            return false; // Kafka cannot answer now, and the service can start without the answer
        }
        return false;
    }

    private static String words(AclBinding right) {
        return "%s on the %s %s*"
                .formatted(
                        word(right.entry().operation()),
                        right.pattern().resourceType() == ResourceType.GROUP
                                ? "groups"
                                : "transactional ids",
                        right.pattern().name());
    }

    private static boolean isOn(ResourcePattern pattern, String topic) {
        return pattern.resourceType() == ResourceType.TOPIC
                && (pattern.patternType() == PatternType.PREFIXED
                        ? topic.startsWith(pattern.name())
                        : topic.equals(pattern.name()));
    }

    /** Writes the operation as Kafka's tools and docs/security.md do. */
    private static String word(AclOperation operation) {
        return operation.name().charAt(0) + operation.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
