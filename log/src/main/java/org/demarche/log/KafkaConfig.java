package org.demarche.log;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings for the connection to Kafka and for the layout of topics.
 *
 * @param client what goes to every Kafka client as it is: security, timeouts
 * @param prefix begins the names of topics, groups and transactions, so that several stacks can
 *     share a broker
 * @param partitions of the log and of every view; never changed afterwards
 * @param minInsync replicas that must have a record before it counts as written
 */
public record KafkaConfig(
        String bootstrapServers,
        Map<String, String> client,
        String prefix,
        int partitions,
        short replication,
        short minInsync) {

    /** The settings under {@code demarche.}; the last six belong to the services. */
    private static final Set<String> KNOWN =
            Set.of(
                    "prefix",
                    "partitions",
                    "replication",
                    "min.insync",
                    "seeds",
                    "registry.most",
                    "ingest.url",
                    "workers",
                    "evidence.directory",
                    "evidence.reserve",
                    "proxies");

    /**
     * The variables that Kubernetes sets in each container for each service of its namespace, see
     * https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
     */
    private static final Pattern OF_KUBERNETES =
            Pattern.compile(
                    "(.+\\.)?(service\\.host|service\\.port(\\..+)?|port\\.\\d+\\.(tcp|udp|sctp)(\\.(proto|port|addr))?)");

    /** A port set by Kubernetes, told by its value: {@code KAFKA_PORT=tcp://10.0.0.1:9092}. */
    private static final Pattern PORT_OF_KUBERNETES = Pattern.compile("(.+\\.)?port");

    private static final Pattern ADDRESS_OF_KUBERNETES = Pattern.compile("(tcp|udp|sctp)://.*");

    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");
    private static final int MOST_PARTITIONS = 1000;

    public KafkaConfig {
        client = Map.copyOf(client);
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
        require(replication >= 1, "demarche.replication is %d: it must be at least 1", replication);
        require(
                minInsync >= 1 && minInsync <= replication,
                "demarche.min.insync is %d: it must be 1 to demarche.replication, which is %d",
                minInsync,
                replication);
    }

    /**
     * Reads the settings under {@code kafka.} and {@code demarche.}, given without these prefixes.
     * Dots and hyphens in keys are the same, because an environment variable arrives in every mix
     * of them. Variables that Kubernetes sets are passed over.
     *
     * @throws IllegalArgumentException naming the setting, if one is unknown or cannot be
     */
    public static KafkaConfig of(Map<String, ?> kafka, Map<String, ?> demarche) {
        var client = new HashMap<>(dotted(kafka));
        var own = dotted(demarche);
        own.keySet().forEach(key -> require(isSetting(key), "%s", unknown(key)));
        var bootstrapServers = client.remove(BOOTSTRAP_SERVERS);
        return new KafkaConfig(
                bootstrapServers == null ? "127.0.0.1:9092" : bootstrapServers,
                client,
                own.getOrDefault("prefix", "demarche"),
                number(own, "partitions", 12),
                (short) number(own, "replication", 1),
                (short) number(own, "min.insync", 1));
    }

    /**
     * Whether a service takes the setting.
     *
     * @param key below {@code demarche.}, with dots
     */
    public static boolean isSetting(String key) {
        return KNOWN.contains(key);
    }

    /** The properties of every Kafka client; a caller adds its own. */
    public Map<String, Object> clientProperties() {
        var properties = new HashMap<String, Object>(client);
        properties.put(BOOTSTRAP_SERVERS, bootstrapServers);
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
        dotted.entrySet().removeIf(one -> isOfKubernetes(one.getKey(), one.getValue()));
        return dotted;
    }

    private static boolean isOfKubernetes(String key, String value) {
        return OF_KUBERNETES.matcher(key).matches()
                || PORT_OF_KUBERNETES.matcher(key).matches()
                        && ADDRESS_OF_KUBERNETES.matcher(value).matches();
    }

    private static int number(Map<String, String> own, String key, int otherwise) {
        var text = own.get(key);
        if (text == null) {
            return otherwise;
        }
        require(
                text.matches("[0-9]{1,4}"),
                "demarche.%s is '%s': it must be a number, at most 9999",
                key,
                text);
        return Integer.parseInt(text);
    }

    private static String unknown(String key) {
        if (key.equals("replay.share")) {
            return "The setting demarche.replay.share no longer exists, because a replay now takes the time that the machine has left. Remove it; `demarche throttle` bounds a replay";
        }
        return "The setting demarche.%s does not exist: the settings are %s"
                .formatted(key, String.join(", ", KNOWN.stream().sorted().toList()));
    }

    private static void require(boolean holds, String sentence, Object... arguments) {
        if (!holds) {
            throw new IllegalArgumentException(sentence.formatted(arguments));
        }
    }
}
