package org.demarche.log;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/**
 * A topic as it must be: its layout and its settings.
 *
 * @param replication null: as many replicas as the brokers give it
 * @param settings that it is made with
 * @param wanted what it should have in the end, whoever set it
 */
public record TopicSpec(
        String name,
        int partitions,
        @Nullable Short replication,
        Map<String, String> settings,
        Map<String, String> wanted) {

    public TopicSpec {
        settings = Map.copyOf(settings);
        wanted = Map.copyOf(wanted);
    }

    NewTopic toCreate() {
        return new NewTopic(name, Optional.of(partitions), Optional.ofNullable(replication))
                .configs(settings);
    }
}
