package org.demarche.log.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/**
 * The layout and the settings that a topic must have.
 *
 * @param replication the number of replicas; null for the brokers' default
 * @param settings the settings with which a service makes the topic
 * @param wanted all settings that the topic should have, also those that are left to the brokers
 * @param isMade whether a service makes the topic if it is missing
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

    /** Returns the command that makes the topic by hand. */
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
