package org.demarche.bench.workplace;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Has the options of an embedded broker, and waits until it answers. */
final class BrokerStart {

    /** {@code demarche up} starts its broker with the same options. */
    static final List<String> MEMORY =
            List.of(
                    "-Xms32m",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:TrimNativeHeapInterval=5000",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Xmx512m",
                    "-XX:+UseSerialGC");

    private static final int BETWEEN_LOOKS_MILLIS = 20;

    private BrokerStart() {}

    /**
     * Returns as soon as the broker answers. The time between two attempts never grows.
     *
     * @return false if the broker has ended or does not answer
     */
    static boolean answers(String address, Process broker, TimeLimit deadline)
            throws InterruptedException {
        Map<String, Object> looks =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        address,
                        AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG,
                        BETWEEN_LOOKS_MILLIS,
                        AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        BETWEEN_LOOKS_MILLIS,
                        AdminClientConfig.RETRY_BACKOFF_MS_CONFIG,
                        BETWEEN_LOOKS_MILLIS,
                        AdminClientConfig.RETRY_BACKOFF_MAX_MS_CONFIG,
                        BETWEEN_LOOKS_MILLIS);
        try (var admin = Admin.create(looks)) {
            var nodes = admin.describeCluster().nodes();
            while (broker.isAlive()) {
                deadline.require();
                try {
                    var _ = nodes.get(1, TimeUnit.SECONDS);
                    return true;
                } catch (TimeoutException _) {
                    // the broker has not answered yet: ask again
                } catch (ExecutionException _) {
                    return false;
                }
            }
            return false;
        }
    }
}
