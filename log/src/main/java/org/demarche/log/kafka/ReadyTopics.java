package org.demarche.log.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings, once all topics exist and match them.
 *
 * @param differences a sentence for each setting that makes a topic less safe than the
 *     configuration asks for
 */
public record ReadyTopics(KafkaConfig config, List<String> differences) {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyTopics.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    public ReadyTopics {
        differences = List.copyOf(differences);
    }

    /**
     * Makes missing topics and verifies all. Waits for Kafka without a time limit, and logs that it
     * waits.
     *
     * @param rights the rights that the service needs
     * @param more the topics beside the fixed ones
     * @throws TopicMismatch if a topic exists with other settings
     * @throws TopicMissing if a topic is missing, and others have to create it
     * @throws KafkaRefused if Kafka does not let the service in, or refuses a right
     */
    public static ReadyTopics make(
            KafkaConfig config, Admin admin, List<AclBinding> rights, TopicSpec... more) {
        var topics = new ArrayList<>(config.topics().fixed());
        topics.addAll(List.of(more));
        while (true) {
            try {
                var differences = TopicSetup.ensure(admin, topics);
                differences.forEach(LOG::warn);
                var lacking = HeldRights.lacking(admin, topics, rights);
                if (!lacking.isEmpty()) {
                    throw KafkaRefused.without(lacking, config.bootstrapServers());
                }
                return new ReadyTopics(config, differences);
            } catch (AuthenticationException | AuthorizationException e) {
                throw KafkaRefused.by(config.bootstrapServers(), e);
            } catch (RetriableException e) {
                LOG.info(
                        "Waiting for Kafka at {}, by {} (KAFKA_SECURITY_PROTOCOL): {}",
                        config.bootstrapServers(),
                        config.client().getOrDefault("security.protocol", "PLAINTEXT"),
                        e.getMessage());
            }
            try {
                Thread.sleep(BETWEEN_ATTEMPTS);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }
}
