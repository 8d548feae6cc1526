package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.demarche.broker.SharedBroker;
import org.demarche.log.Token;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.model.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Two of each service behind a balancer: each is restarted in turn, and no client notices. */
@Isolated("every answer has to come in time")
class RollingRestartTest {

    private static final int PARTITIONS = 3;
    private static final int WRITERS = 3;
    private static final int READERS = 2;

    private final String prefix = "rolling-" + UUID.randomUUID();
    private final Map<String, String> settings =
            Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", SharedBroker.get(),
                    "DEMARCHE_PREFIX", prefix,
                    "DEMARCHE_PARTITIONS", String.valueOf(PARTITIONS));
    private final ReportLog log =
            new ReportLog(
                    KafkaConfig.of(
                            Map.of("bootstrap.servers", SharedBroker.get()),
                            Map.of("prefix", prefix, "partitions", PARTITIONS)));
    private final List<ServiceProcess> running = new ArrayList<>();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final ConcurrentSkipListSet<String> acknowledged = new ConcurrentSkipListSet<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private Balancer toIngest;
    private Balancer toGateway;
    private Api api;

    @BeforeEach
    void start() throws Exception {
        toIngest = Balancer.start();
        toGateway = Balancer.start();
        api = new Api(toGateway.url());
        var begun = new LinkedHashMap<ServiceProcess, Kind>();
        for (var kind : Kind.values()) {
            for (var n = 0; n < 2; n++) begun.put(begin(kind), kind);
        }
        for (var one : begun.entrySet()) awaitReady(one.getValue(), one.getKey());
        register("outlets/daily", "{\"kind\": \"newspaper\", \"name\": \"The Daily\"}");
        register("issues/bridge", "{\"name\": \"Bridge\", \"proposition\": \"Build it\"}");
        register("actors/land", "{\"kind\": \"state\", \"name\": \"Land\"}");
    }

    @AfterEach
    void stop() throws Exception {
        for (var service : running.reversed()) service.close();
        toGateway.close();
        toIngest.close();
    }

    private enum Kind {
        INGEST("ingest-service", "org.demarche.ingest.Main"),
        POSITION("position-service", "org.demarche.position.Main"),
        GATEWAY("api-gateway", "org.demarche.gateway.Main");

        private final String module;
        private final String main;

        Kind(String module, String main) {
            this.module = module;
            this.main = main;
        }
    }

    private ServiceProcess begin(Kind kind) throws IOException {
        var all = new TreeMap<>(settings);
        if (kind == Kind.GATEWAY) all.put("DEMARCHE_INGEST_URL", toIngest.url());
        var service = ServiceProcess.begin(kind.module, kind.main, all);
        running.add(service);
        return service;
    }

    private void awaitReady(Kind kind, ServiceProcess service) throws Exception {
        service.awaitReady();
        switch (kind) {
            case INGEST -> toIngest.add(service.api());
            case GATEWAY -> toGateway.add(service.api());
            case POSITION -> {}
        }
    }

    private void register(String path, String body) throws IOException {
        assertThat(api.put("/v1/" + path, body).status()).isEqualTo(201);
    }

    @Test
    void no_write_and_no_read_fails_while_each_service_is_restarted() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < WRITERS; n++) {
                var name = "w" + n;
                clients.execute(() -> writeUntilOver(name));
            }
            for (var n = 0; n < READERS; n++) clients.execute(this::readUntilOver);
            for (var kind : Kind.values()) {
                for (var service : oldest()) {
                    var before = acknowledged.size();
                    var successor = begin(kind);
                    awaitReady(kind, successor);
                    service.close();
                    running.remove(service);
                    Await.until("writes go on", () -> acknowledged.size() > before + 20);
                }
            }
            over.set(true);
        }

        assertThat(failures).isEmpty();
        assertThat(reads).hasPositiveValue();
        var written =
                log.filed().keySet().stream().map(Object::toString).collect(Collectors.toSet());
        assertThat(written).isEqualTo(acknowledged);
    }

    private List<ServiceProcess> oldest() {
        return List.copyOf(running.subList(0, 2));
    }

    private void writeUntilOver(String name) {
        for (var n = 0; !over.get(); n++) {
            try {
                var answer = api.post("/v1/reports", Api.JSON, report(name + '-' + n, n));
                if (answer.status() == 201) {
                    acknowledged.add(answer.json().path("id").asText());
                    read(Token.parse(answer.token()));
                } else {
                    failures.add(answer.status() + " " + answer.body());
                }
            } catch (IOException e) {
                failures.add("a write: " + e);
            }
        }
    }

    private void readUntilOver() {
        while (!over.get()) read(Token.NONE);
    }

    private void read(Token token) {
        try {
            var answer = api.get("/v1/positions?actor=land", token);
            if (answer.status() == 200) reads.incrementAndGet();
            else failures.add(answer.status() + " " + answer.body());
        } catch (IOException e) {
            failures.add("a read: " + e);
        }
        Await.breathe();
    }

    private static String report(String id, int n) {
        return "{\"id\":\"%s\",\"holder\":\"land\",\"spokenFor\":\"land\",\"issue\":\"bridge\",\"stance\":\"favor\",\"saidOn\":\"2024-%02d\",\"source\":{\"outlet\":\"daily\",\"publishedOn\":\"2025-01-01\"}}"
                .formatted(id, 1 + n % 12);
    }
}
