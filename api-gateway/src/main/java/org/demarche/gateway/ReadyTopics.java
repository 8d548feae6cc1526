package org.demarche.gateway;

import java.time.Duration;
import java.util.ArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.demarche.log.KafkaConfig;
import org.demarche.log.TopicSetup;
import org.demarche.log.VersionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of topics that are there, and as they must be. */
record ReadyTopics(KafkaConfig config, VersionId version) {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyTopics.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    /**
     * Waits for Kafka as long as it must.
     *
     * @throws org.demarche.log.TopicMismatch if a topic is there and otherwise
     */
    static ReadyTopics make(KafkaConfig config, VersionId version, Admin admin) {
        var topics = new ArrayList<>(config.topics().fixed());
        topics.add(config.topics().viewSpec(version));
        while (true) {
            try {
                TopicSetup.ensure(admin, topics);
                return new ReadyTopics(config, version);
            } catch (RetriableException e) {
                LOG.warn("Waiting for Kafka at {}: {}", config.bootstrapServers(), e.getMessage());
            }
            try {
                Thread.sleep(BETWEEN_ATTEMPTS);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }
}
