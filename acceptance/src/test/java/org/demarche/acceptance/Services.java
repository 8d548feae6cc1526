package org.demarche.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The three services of a stack on a broker that is there, each a process of its own.
 *
 * @param settings of Kafka, which the three have in common
 */
record Services(
        Map<String, String> settings,
        ServiceProcess ingest,
        ServiceProcess worker,
        ServiceProcess gateway)
        implements AutoCloseable {

    /**
     * Returns when all three are ready.
     *
     * @param prefix of the topics: another one is another stack
     */
    static Services start(String broker, String prefix, int partitions) throws Exception {
        var settings =
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        broker,
                        "DEMARCHE_PREFIX",
                        prefix,
                        "DEMARCHE_PARTITIONS",
                        String.valueOf(partitions));
        var started = new ArrayList<ServiceProcess>();
        try {
            started.add(
                    ServiceProcess.start("ingest-service", "org.demarche.ingest.Main", settings));
            started.add(startWorker(settings));
            var forGateway = new TreeMap<>(settings);
            forGateway.put("DEMARCHE_INGEST_URL", started.getFirst().api().url());
            started.add(
                    ServiceProcess.start("api-gateway", "org.demarche.gateway.Main", forGateway));
            return new Services(settings, started.get(0), started.get(1), started.get(2));
        } catch (Throwable e) {
            stop(started);
            throw e;
        }
    }

    /** One more, which shares the partitions with the first. */
    ServiceProcess startWorker() throws Exception {
        return startWorker(settings);
    }

    Api api() {
        return gateway.api();
    }

    @Override
    public void close() throws InterruptedException {
        stop(List.of(ingest, worker, gateway));
    }

    private static ServiceProcess startWorker(Map<String, String> settings) throws Exception {
        return ServiceProcess.start("position-service", "org.demarche.position.Main", settings);
    }

    /** The last one first, so that none outlives what it needs. */
    private static void stop(List<ServiceProcess> services) throws InterruptedException {
        for (var service : services.reversed()) service.close();
    }
}
