package org.demarche.broker;

import java.util.HashMap;
import java.util.Map;

/** Kafka's settings for a single node that is both broker and controller, for one user. */
final class Settings {

    private Settings() {}

    /**
     * @param clients the host:port for clients
     * @param controller the host:port between broker and controller
     * @param log Kafka's log directory
     */
    static Map<String, String> of(String clients, String controller, String log) {
        var settings = new HashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(DataDirectory.NODE_ID));
        settings.put(
                "listeners",
                "CLIENTS://%s,%s://%s"
                        .formatted(clients, DataDirectory.CONTROLLER_LISTENER, controller));
        settings.put(
                "listener.security.protocol.map",
                "CLIENTS:PLAINTEXT,%s:PLAINTEXT".formatted(DataDirectory.CONTROLLER_LISTENER));
        settings.put("inter.broker.listener.name", "CLIENTS");
        settings.put("controller.listener.names", DataDirectory.CONTROLLER_LISTENER);
        settings.put("controller.quorum.voters", DataDirectory.NODE_ID + "@" + controller);
        settings.put("log.dirs", log);
        settings.putAll(ONE_NODE);
        settings.putAll(GROUPS);
        settings.putAll(SIZES);
        return settings;
    }

    /** Returns the setting with the address that the broker tells its clients. */
    static Map<String, String> advertising(String host, int port) {
        return Map.of("advertised.listeners", "CLIENTS://%s:%d".formatted(host, port));
    }

    private static final Map<String, String> ONE_NODE =
            Map.ofEntries(
                    Map.entry("offsets.topic.replication.factor", "1"),
                    Map.entry("offsets.topic.num.partitions", "4"),
                    Map.entry("transaction.state.log.replication.factor", "1"),
                    Map.entry("transaction.state.log.min.isr", "1"),
                    Map.entry("transaction.state.log.num.partitions", "4"),
                    Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                    Map.entry("share.coordinator.state.topic.min.isr", "1"),
                    Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                    Map.entry("min.insync.replicas", "1"),
                    Map.entry("auto.create.topics.enable", "false"),
                    // A node that was killed, or did not sign off, cannot register again before its
                    // old session has ended.
                    Map.entry("controlled.shutdown.enable", "true"),
                    Map.entry("broker.heartbeat.interval.ms", "500"),
                    Map.entry("broker.session.timeout.ms", "6000"),
                    // no other user changes metadata, so a wait for more changes is of no use
                    Map.entry("controller.quorum.append.linger.ms", "1"));

    /**
     * Kafka notices that a worker was killed when the worker's session ends. The broker sets the
     * length of the session.
     */
    private static final Map<String, String> GROUPS =
            Map.of(
                    "group.consumer.min.session.timeout.ms", "6000",
                    "group.consumer.session.timeout.ms", "6000",
                    "group.consumer.min.heartbeat.interval.ms", "1000",
                    "group.consumer.heartbeat.interval.ms", "1000",
                    "group.initial.rebalance.delay.ms", "0",
                    "group.coordinator.threads", "1",
                    "share.coordinator.threads", "1");

    /**
     * Dead letters have up to 2 MB, and headers. Threads and buffers are for two cores and a heap
     * of half a gigabyte.
     */
    private static final Map<String, String> SIZES =
            Map.of(
                    "message.max.bytes", "2228224",
                    "replica.fetch.max.bytes", "2228224",
                    "num.network.threads", "2",
                    "num.io.threads", "4",
                    "num.recovery.threads.per.data.dir", "2",
                    "background.threads", "2",
                    "log.cleaner.dedupe.buffer.size", "4194304",
                    "server.max.startup.time.ms", "120000");
}
