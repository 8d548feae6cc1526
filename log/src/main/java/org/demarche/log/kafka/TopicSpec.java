package org.demarche.log.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/**
 * A topic as it must be: its layout and its settings.
 *
 * @param replication null: as many replicas as the brokers give it
 * @param settings that a service makes it with
 * @param wanted all settings that it should have in the end, with those that are left to the
 *     brokers
 * @param isMade whether a service makes it if it is missing
 */
public record TopicSpec(
        String name,
        int partitions,
        @Nullable Short replication,
        Map<String, String> settings,
        Map<String, String> wanted,
        boolean isMade) {

    public TopicSpec {
        settings = Map.copyOf(settings);
        wanted = Map.copyOf(wanted);
    }

    NewTopic toCreate() {
        return new NewTopic(name, Optional.of(partitions), Optional.ofNullable(replication))
                .configs(settings);
    }

    /** The command that makes it by hand. */
    String command() {
        var options = new TreeMap<>(wanted);
        options.putAll(settings);
        var command = new StringBuilder("kafka-topics --create --topic ").append(name);
        command.append(" --partitions ").append(partitions);
        if (replication != null) {
            command.append(" --replication-factor ").append(replication);
        }
        options.forEach(
                (key, value) -> command.append(" --config ").append(key).append('=').append(value));
        return command.toString();
    }
}
