package org.demarche.log.rights;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.acl.AclPermissionType.ALLOW;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.CLUSTER;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.demarche.log.kafka.KafkaConfig;

/** A service as a user of Kafka. docs/security.md explains each right. */
public enum KafkaUser {
    INGEST("ingest"),
    POSITION("position"),
    GATEWAY("gateway");

    private static final String ANY_HOST = "*";

    private final String part;

    KafkaUser(String part) {
        this.part = part;
    }

    /** Returns the part of the user's name that does not depend on the prefix. */
    public String part() {
        return part;
    }

    public String nameIn(KafkaConfig config) {
        return config.prefix() + '-' + part;
    }

    public String principalIn(KafkaConfig config) {
        return "User:" + nameIn(config);
    }

    /** Returns exactly the rights that the service needs for its work. */
    public List<AclBinding> rightsIn(KafkaConfig config) {
        var principal = principalIn(config);
        var topics = config.topics();
        var each =
                switch (this) {
                    case INGEST ->
                            Stream.of(
                                    topic(config, topics.reports(), READ, WRITE),
                                    topic(config, topics.registry(), READ, WRITE),
                                    topic(config, topics.control()),
                                    topic(config, topics.deadLetters()),
                                    groups(config, DESCRIBE));
                    case POSITION ->
                            Stream.of(
                                    topic(config, topics.reports(), READ),
                                    topic(config, topics.registry()),
                                    topic(config, topics.control(), READ, WRITE),
                                    topic(config, topics.deadLetters(), WRITE),
                                    views(config, READ, WRITE, DELETE),
                                    groups(config, READ, DELETE),
                                    transactions(config, WRITE));
                    case GATEWAY ->
                            Stream.of(
                                    topic(config, topics.reports(), READ),
                                    topic(config, topics.registry(), READ),
                                    topic(config, topics.control(), READ, WRITE),
                                    topic(config, topics.deadLetters(), READ),
                                    topic(config, topics.tokens().name(), READ, WRITE),
                                    views(config, READ),
                                    new Rights(cluster(), List.of(DESCRIBE)));
                };
        return each.flatMap(rights -> rights.of(principal)).toList();
    }

    /**
     * @param operations the operations on one resource
     */
    private record Rights(ResourcePattern on, List<AclOperation> operations) {

        Stream<AclBinding> of(String principal) {
            return operations.stream()
                    .map(
                            operation ->
                                    new AclBinding(
                                            on,
                                            new AccessControlEntry(
                                                    principal, ANY_HOST, operation, ALLOW)));
        }
    }

    private static Rights topic(KafkaConfig config, String name, AclOperation... operations) {
        return new Rights(new ResourcePattern(TOPIC, name, LITERAL), verified(config, operations));
    }

    private static Rights views(KafkaConfig config, AclOperation... operations) {
        var names = config.prefix() + ".view.";
        var all = verified(config, operations);
        // whoever makes the topics also deletes them
        if (!config.makesTopics()) all.remove(DELETE);
        return new Rights(new ResourcePattern(TOPIC, names, PREFIXED), all);
    }

    /**
     * Adds the rights to describe a topic and its settings, because each service verifies the
     * topics when it starts, and the right to create the topic if services make topics. Any other
     * operation on a topic includes the right to describe it.
     */
    private static List<AclOperation> verified(KafkaConfig config, AclOperation... operations) {
        var all = new ArrayList<>(List.of(operations));
        if (all.isEmpty()) all.add(DESCRIBE);
        all.add(DESCRIBE_CONFIGS);
        if (config.makesTopics()) all.add(CREATE);
        return all;
    }

    private static Rights groups(KafkaConfig config, AclOperation... operations) {
        return new Rights(
                new ResourcePattern(GROUP, config.prefix() + '.', PREFIXED), List.of(operations));
    }

    private static Rights transactions(KafkaConfig config, AclOperation... operations) {
        return new Rights(
                new ResourcePattern(TRANSACTIONAL_ID, config.prefix() + '.', PREFIXED),
                List.of(operations));
    }

    private static ResourcePattern cluster() {
        return new ResourcePattern(CLUSTER, Resource.CLUSTER_NAME, LITERAL);
    }
}
