package org.demarche.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of Kafka, once its topics exist and are as they must be. */
public record ReadyTopics(KafkaConfig config) {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyTopics.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    /**
     * Waits for Kafka without a limit of time, and logs this.
     *
     * @param more topics beside the fixed ones
     * @throws TopicMismatch if a topic is there and otherwise
     */
    public static ReadyTopics make(KafkaConfig config, Admin admin, TopicSpec... more) {
        var topics = new ArrayList<>(config.topics().fixed());
        topics.addAll(List.of(more));
        while (true) {
            try {
                TopicSetup.ensure(admin, topics);
                return new ReadyTopics(config);
            } catch (RetriableException e) {
                LOG.info("Waiting for Kafka at {}: {}", config.bootstrapServers(), e.getMessage());
            }
            try {
                Thread.sleep(BETWEEN_ATTEMPTS);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }
}
