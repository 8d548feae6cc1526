package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.demarche.broker.FreePorts;
import org.demarche.log.Token;
import org.demarche.model.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wrong way round: first the gateway, then the position service, Kafka, and ingest. */
class StartOrderTest {

    private static final String REPORT =
            """
            {"id": "first", "holder": "land", "spokenFor": "land", "issue": "bridge",
             "stance": "favor", "saidOn": "2024-05",
             "source": {"outlet": "daily", "publishedOn": "2024-05-06"}}""";

    private final int port = FreePorts.one();
    private final Map<String, String> settings =
            new HashMap<>(
                    Map.of(
                            "KAFKA_BOOTSTRAP_SERVERS",
                            "127.0.0.1:" + port,
                            "DEMARCHE_PARTITIONS",
                            "1"));
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    @TempDir private Path data;

    @AfterEach
    void stop() throws Exception {
        while (!running.isEmpty()) running.pop().close();
    }

    @Test
    void the_order_does_not_matter_and_each_says_what_it_waits_for() throws Exception {
        var ingestPort = FreePorts.one();
        settings.put("DEMARCHE_INGEST_URL", "http://127.0.0.1:" + ingestPort);
        var gateway = begin("api-gateway", "org.demarche.gateway.Main", FreePorts.one());
        awaitWord(gateway, "Waiting for Kafka at 127.0.0.1:" + port);
        settings.remove("DEMARCHE_INGEST_URL");
        var position = begin("position-service", "org.demarche.position.Main", FreePorts.one());
        awaitWord(position, "Waiting for Kafka at 127.0.0.1:" + port);

        startBroker();
        position.awaitReady();
        gateway.awaitReady();
        var tooEarly = gateway.api().post("/v1/reports", Api.JSON, REPORT);
        assertThat(tooEarly.status()).as(tooEarly.body()).isEqualTo(503);
        assertThat(tooEarly.body()).contains("ingest service");

        var ingest = begin("ingest-service", "org.demarche.ingest.Main", ingestPort);
        ingest.awaitReady();
        register(gateway, "outlets/daily", "{\"kind\": \"newspaper\", \"name\": \"The Daily\"}");
        register(gateway, "issues/bridge", "{\"name\": \"Bridge\", \"proposition\": \"Build it\"}");
        register(gateway, "actors/land", "{\"kind\": \"state\", \"name\": \"Land\"}");
        var filed = gateway.api().post("/v1/reports", Api.JSON, REPORT);
        assertThat(filed.status()).as(filed.body()).isEqualTo(201);
        var read =
                gateway.api().get("/v1/actors/land/positions/bridge", Token.parse(filed.token()));
        assertThat(read.status()).as(read.body()).isEqualTo(200);
    }

    private ServiceProcess begin(String module, String main, int at) throws IOException {
        var service = ServiceProcess.begin(module, main, settings, at);
        running.push(service);
        return service;
    }

    private static void awaitWord(ServiceProcess service, String word) throws Exception {
        Await.until(word, () -> Files.readString(service.log()).contains(word));
        assertThat(service.process().isAlive()).isTrue();
    }

    private void startBroker() throws IOException {
        var command =
                Demarche.java(
                        "broker",
                        "org.demarche.broker.Main",
                        "--data",
                        data.toString(),
                        "--port",
                        String.valueOf(port));
        command.add(1, "-Xmx512m");
        var log = Files.createTempFile(Path.of("target/logs"), "broker", "").toFile();
        var broker =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
        // the last to end, so that the services can take their leave
        running.addLast(
                () -> {
                    broker.destroy();
                    broker.waitFor();
                });
    }

    private static void register(ServiceProcess gateway, String path, String body)
            throws IOException {
        assertThat(gateway.api().put("/v1/" + path, body).status()).isEqualTo(201);
    }
}
