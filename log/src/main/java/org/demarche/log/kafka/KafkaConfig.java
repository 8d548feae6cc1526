package org.demarche.log.kafka;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * The settings for the connection to Kafka and for the layout of topics.
 *
 * @param client the properties that every Kafka client gets unchanged, such as security and
 *     timeouts
 * @param prefix the beginning of the names of topics, groups and transactions, so that several
 *     stacks can share a broker
 * @param partitions the number of partitions of the log and of every view; it must never change
 * @param replication the number of replicas of a topic; null for the brokers' default
 * @param minInsync the number of replicas that must have a record before it counts as written; null
 *     for the brokers' default
 * @param makesTopics whether a service makes missing topics, or only verifies topics
 * @param leftToBrokers the settings of topics that a service leaves to the brokers
 */
public record KafkaConfig(
        String bootstrapServers,
        Map<String, String> client,
        String prefix,
        int partitions,
        @Nullable Short replication,
        @Nullable Short minInsync,
        boolean makesTopics,
        Set<String> leftToBrokers) {

    /**
     * The timeouts of a connection. A machine that was killed answers no connection. Kafka's
     * default of 10 to 30 s would delay every request to this machine. With these times, the client
     * asks the next broker sooner.
     */
    private static final Map<String, String> CONNECTING =
            Map.of(
                    "socket.connection.setup.timeout.ms", "2000",
                    "socket.connection.setup.timeout.max.ms", "5000");

    /** All settings under {@code demarche.}, also those that only one service reads. */
    private static final Set<String> KNOWN =
            Set.of(
                    "prefix",
                    "partitions",
                    "replication",
                    "min.insync",
                    "topics",
                    "seeds",
                    "registry.most",
                    "ingest.url",
                    "workers",
                    "evidence.directory",
                    "evidence.reserve",
                    "projections.most",
                    "connections.most",
                    "writes.most",
                    "operation.port",
                    "log",
                    "hosts",
                    "cors",
                    "embed",
                    "proxies",
                    "auth",
                    "auth.admin",
                    "auth.read",
                    "auth.issuer",
                    "auth.audience",
                    "auth.roles",
                    "auth.name",
                    "tls.cert",
                    "tls.key");

    /**
     * The settings that a service gives to the topics that it makes, unless they are left to the
     * brokers.
     */
    private static final List<String> OF_TOPICS =
            List.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.COMPRESSION_TYPE_CONFIG,
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    TopicConfig.RETENTION_MS_CONFIG,
                    TopicConfig.SEGMENT_BYTES_CONFIG);

    /** The values of {@code demarche.log}, which the logback.xml of a service reads. */
    private static final Set<String> LOGS = Set.of("text", "json");

    private static final String VERIFY = "verify";
    private static final Set<String> TOPICS = Set.of("make", VERIFY);

    private static final String OF_TOPIC = "topic.";
    private static final String BROKER = "broker";

    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");
    private static final int MOST_PARTITIONS = 1000;

    public KafkaConfig {
        client = Map.copyOf(client);
        leftToBrokers = Set.copyOf(leftToBrokers);
        require(
                !bootstrapServers.isBlank(),
                "kafka.bootstrap.servers is empty: name a broker, such as 127.0.0.1:9092");
        require(
                PREFIX.matcher(prefix).matches(),
                "demarche.prefix '%s' cannot begin a topic's name: use at most 64 letters, digits, '.', '_' or '-'",
                prefix);
        require(
                partitions >= 1 && partitions <= MOST_PARTITIONS,
                "demarche.partitions is %d: it must be 1 to %d",
                partitions,
                MOST_PARTITIONS);
        require(
                replication == null || replication >= 1,
                "demarche.replication is %d: it must be at least 1",
                replication);
        require(
                minInsync == null || minInsync >= 1,
                "demarche.min.insync is %d: it must be at least 1",
                minInsync);
        require(
                replication == null || minInsync == null || minInsync <= replication,
                "demarche.min.insync is %d: it must be 1 to demarche.replication, which is %d",
                minInsync,
                replication);
    }

    /**
     * Reads the settings under {@code kafka.} and {@code demarche.}, given without that beginning.
     * Dots and hyphens in keys mean the same, because the name of an environment variable arrives
     * in every mix of them. Variables that Kubernetes itself sets are ignored.
     *
     * @throws IllegalArgumentException if a setting is unknown or its value is not possible; the
     *     message names the setting
     */
    public static KafkaConfig of(Map<String, ?> kafka, Map<String, ?> demarche) {
        var client = new HashMap<>(dotted(kafka));
        var own = dotted(demarche);
        own.keySet().forEach(key -> require(isSetting(key), "%s", unknown(key)));
        require(
                LOGS.contains(own.getOrDefault("log", "text")),
                "demarche.log is '%s': it must be text or json",
                own.get("log"));
        require(
                TOPICS.contains(own.getOrDefault("topics", "make")),
                "demarche.topics is '%s': it must be make or verify",
                own.get("topics"));
        var bootstrapServers = client.remove(BOOTSTRAP_SERVERS);
        return new KafkaConfig(
                bootstrapServers == null ? "127.0.0.1:9092" : bootstrapServers,
                client,
                own.getOrDefault("prefix", "demarche"),
                requireNonNullElse(number(own, "partitions"), (short) 12),
                number(own, "replication"),
                number(own, "min.insync"),
                !VERIFY.equals(own.get("topics")),
                OF_TOPICS.stream()
                        .filter(setting -> own.containsKey(OF_TOPIC + setting))
                        .peek(setting -> requireLeft(setting, own.get(OF_TOPIC + setting)))
                        .collect(Collectors.toSet()));
    }

    private static void requireLeft(String setting, @Nullable String value) {
        require(
                BROKER.equals(value),
                "demarche.topic.%s is '%s': the only value is %s, which leaves this setting of topics to the brokers",
                setting,
                value,
                BROKER);
    }

    /**
     * Whether the services know the setting.
     *
     * @param key the key without {@code demarche.}, with dots
     */
    public static boolean isSetting(String key) {
        return KNOWN.contains(key)
                || key.startsWith(OF_TOPIC) && OF_TOPICS.contains(key.substring(OF_TOPIC.length()));
    }

    /** Returns the properties of every Kafka client; a caller adds its own. */
    public Map<String, Object> clientProperties() {
        var properties = new HashMap<String, Object>(CONNECTING);
        properties.putAll(client);
        properties.put(BOOTSTRAP_SERVERS, bootstrapServers);
        return properties;
    }

    /**
     * Returns the properties of an admin client that fails after 5 s, and not after a minute, if
     * Kafka does not answer.
     */
    public Map<String, Object> adminProperties() {
        var properties = clientProperties();
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        return properties;
    }

    public Topics topics() {
        return new Topics(this);
    }

    private static Map<String, String> dotted(Map<String, ?> properties) {
        var dotted = new TreeMap<String, String>();
        properties.forEach(
                (key, value) ->
                        dotted.put(
                                key.toLowerCase(Locale.ROOT).replace('-', '.'),
                                String.valueOf(value).strip()));
        dotted.entrySet().removeIf(one -> Kubernetes.sets(one.getKey(), one.getValue()));
        return dotted;
    }

    private static @Nullable Short number(Map<String, String> own, String key) {
        var text = own.get(key);
        if (text == null) {
            return null;
        }
        require(
                text.matches("[0-9]{1,4}"),
                "demarche.%s is '%s': it must be a number, at most 9999",
                key,
                text);
        return Short.valueOf(text);
    }

    private static String unknown(String key) {
        if (key.equals("replay.share")) {
            return "The setting demarche.replay.share no longer exists, because a replay now takes the time that the machine has left. Remove it; `demarche throttle` bounds a replay";
        }
        return "The setting demarche.%s does not exist: the settings are %s"
                .formatted(key, String.join(", ", all()));
    }

    private static List<String> all() {
        var all = new ArrayList<>(KNOWN);
        OF_TOPICS.forEach(setting -> all.add(OF_TOPIC + setting));
        return all.stream().sorted().toList();
    }

    private static void require(boolean holds, String sentence, @Nullable Object... arguments) {
        if (!holds) {
            throw new IllegalArgumentException(sentence.formatted(arguments));
        }
    }
}
