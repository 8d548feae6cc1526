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

    private static final String WORKER = "position-service";
    private static final String WORKER_MAIN = "org.demarche.position.Main";

    /**
     * Starts them side by side, and returns when all three are ready.
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
            var ingest =
                    ServiceProcess.begin("ingest-service", "org.demarche.ingest.Main", settings);
            started.add(ingest);
            started.add(ServiceProcess.begin(WORKER, WORKER_MAIN, settings));
            var forGateway = new TreeMap<>(settings);
            forGateway.put("DEMARCHE_INGEST_URL", ingest.api().url());
            started.add(
                    ServiceProcess.begin("api-gateway", "org.demarche.gateway.Main", forGateway));
            for (var service : started) service.awaitReady();
            return new Services(settings, ingest, started.get(1), started.get(2));
        } catch (Throwable e) {
            stop(started);
            throw e;
        }
    }

    /** One more, which shares the partitions with the first. */
    ServiceProcess startWorker() throws Exception {
        return ServiceProcess.start(WORKER, WORKER_MAIN, settings);
    }

    Api api() {
        return gateway.api();
    }

    @Override
    public void close() throws InterruptedException {
        stop(List.of(ingest, worker, gateway));
    }

    /** The last one first, so that none outlives what it needs. */
    private static void stop(List<ServiceProcess> services) throws InterruptedException {
        for (var service : services.reversed()) service.close();
    }
}
