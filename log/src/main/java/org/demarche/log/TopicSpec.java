package org.demarche.log;

import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** A topic as it must be: its layout and the settings it is made with. */
public record TopicSpec(
        String name, int partitions, short replication, Map<String, String> settings) {

    public TopicSpec {
        settings = Map.copyOf(settings);
    }

    NewTopic toCreate() {
        return new NewTopic(name, partitions, replication).configs(settings);
    }
}
