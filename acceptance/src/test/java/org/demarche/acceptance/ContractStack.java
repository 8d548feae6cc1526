package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.demarche.log.VersionId;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.view.ViewKey;

/**
 * The three services as processes on one Kafka, and the registry that the tests of the contract
 * need.
 */
final class ContractStack implements AutoCloseable {

    static final VersionId VERSION = Versions.FIRST;
    static final int PARTITIONS = 4;

    private final ReportLog log;
    private final Services services;
    private final Versions versions;
    private final List<ServiceProcess> workers = new ArrayList<>();

    private ContractStack(ReportLog log, Services services) {
        this.log = log;
        this.services = services;
        this.versions = new Versions(services.api());
    }

    /**
     * @param broker host and port of a Kafka broker
     */
    static ContractStack start(String broker) throws Exception {
        var prefix = "t" + UUID.randomUUID();
        var config =
                KafkaConfig.of(
                        Map.of("bootstrap.servers", broker),
                        Map.of("prefix", prefix, "partitions", PARTITIONS));
        var stack =
                new ContractStack(
                        new ReportLog(config), Services.start(broker, prefix, PARTITIONS));
        try {
            stack.register();
        } catch (Throwable e) {
            stack.close();
            throw e;
        }
        return stack;
    }

    private void register() throws IOException {
        for (var n = 0; n < 8; n++) {
            register("/v1/actors/land-" + n, "{\"kind\": \"state\", \"name\": \"Land %d\"}", n);
        }
        for (var outlet : List.of("daily", "weekly", "monthly")) {
            var body = "{\"kind\": \"newspaper\", \"name\": \"The %s\"}".formatted(outlet);
            register("/v1/outlets/" + outlet, body, 1);
        }
        register("/v1/issues/bridge", "{\"name\": \"B%d\", \"proposition\": \"Build it\"}", 1);
    }

    ReportLog log() {
        return log;
    }

    Services services() {
        return services;
    }

    Versions versions() {
        return versions;
    }

    /**
     * Each test ends with it: the live version and each that stands by hold what the fold of the
     * log gives, each report once.
     */
    void assertServedAsFolded() throws Exception {
        var folded = log.folded();
        var expected = folded.positions();
        assertThat(services.api().served(expected.keySet(), log.end())).isEqualTo(expected);
        var complete = versions.complete("positions");
        assertThat(complete).contains(VERSION);
        for (var version : complete) {
            versions.awaitEnd(version);
            assertThat(log.eventKeys(version)).isEmpty();
            assertThat(
                            Comparison.differences(
                                    folded.shifts(), log.documents(version, ViewKey::isShift)))
                    .isEmpty();
            assertThat(
                            Comparison.differences(
                                    folded.documents(),
                                    log.documents(version, ViewKey::isPosition)))
                    .isEmpty();
        }
    }

    void register(String path, String body, int n) throws IOException {
        var answer = services.api().put(path, body.formatted(n));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** A report of each actor, so that every partition is likely to get one. */
    void fileOneEach(String name) throws IOException {
        for (var n = 0; n < 8; n++) {
            var answer = file(report(name, n, "conditional"));
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        }
    }

    Api.Answer file(String report) throws IOException {
        return services.api().post("/v1/reports", Api.JSON, report);
    }

    static String report(String id, int n, String stance) {
        var actor = "land-" + n % 8;
        return "{\"id\":\"%s\",\"holder\":\"%s\",\"spokenFor\":\"%s\",\"issue\":\"bridge\",\"stance\":\"%s\",\"saidOn\":\"2024-%02d\",\"source\":{\"outlet\":\"daily\",\"publishedOn\":\"2025-01-01\"}}"
                .formatted(id, actor, actor, stance, 1 + n % 12);
    }

    /** Starts another worker, which {@code close} stops. */
    void startWorker() throws Exception {
        workers.add(services.startWorker());
    }

    @Override
    public void close() throws Exception {
        for (var worker : workers) worker.close();
        services.close();
    }
}
