package org.demarche.log.kafka;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * Topics are missing, and the services are set not to make them. The message has a command for each
 * topic.
 */
public final class TopicMissing extends KafkaException {

    TopicMissing(List<TopicSpec> topics) {
        super(topics.stream().map(TopicMissing::sentence).collect(joining("\n")));
    }

    private static String sentence(TopicSpec topic) {
        return "Topic %s is missing, and no service makes it, because demarche.topics is verify: run `%s`"
                .formatted(topic.name(), topic.command());
    }
}
