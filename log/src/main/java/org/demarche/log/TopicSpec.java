package org.demarche.log;

import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** The layout that a topic must have, and the settings with which it is made. */
public record TopicSpec(
        String name, int partitions, short replication, Map<String, String> settings) {

    public TopicSpec {
        settings = Map.copyOf(settings);
    }

    NewTopic toCreate() {
        return new NewTopic(name, partitions, replication).configs(settings);
    }
}
