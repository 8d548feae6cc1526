package org.demarche.acceptance;

import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** The contract on the Kafka that Compose starts, with its settings for groups. */
@Testcontainers(disabledWithoutDocker = true)
class ApacheKafkaTest extends Contract {

    @Container
    private static final KafkaContainer KAFKA =
            new KafkaContainer("apache/kafka:4.3.1")
                    .withEnv("KAFKA_HEAP_OPTS", "-Xmx512m")
                    .withEnv("KAFKA_MESSAGE_MAX_BYTES", "3145728")
                    .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                    .withEnv("KAFKA_GROUP_CONSUMER_MIN_SESSION_TIMEOUT_MS", "6000")
                    .withEnv("KAFKA_GROUP_CONSUMER_SESSION_TIMEOUT_MS", "6000")
                    .withEnv("KAFKA_GROUP_CONSUMER_MIN_HEARTBEAT_INTERVAL_MS", "1000")
                    .withEnv("KAFKA_GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS", "1000");

    @Override
    String broker() {
        return KAFKA.getBootstrapServers().replaceFirst("^.*://", "");
    }
}
