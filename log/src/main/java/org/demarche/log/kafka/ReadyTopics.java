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
 * The settings of topics that are there, and as they must be.
 *
 * @param differences a sentence for each topic that is less safe than somebody wants
 */
public record ReadyTopics(KafkaConfig config, List<String> differences) {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyTopics.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    public ReadyTopics {
        differences = List.copyOf(differences);
    }

    /**
     * Waits for Kafka without a limit of time, and logs this.
     *
     * @param rights that the service needs
     * @param more topics beside the fixed ones
     * @throws TopicMismatch if a topic exists with other settings
     * @throws TopicMissing if a topic is missing that others have to create
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
