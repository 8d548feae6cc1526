package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.demarche.broker.SharedBroker;
import org.demarche.model.Await;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A running stack has the addresses and meters that the manifests, the alerts and the dashboard
 * use.
 */
class OperationTest {

    private static final Pattern SERIES =
            Pattern.compile("^([a-zA-Z_:]+)(?:\\{(.*)})? ", Pattern.MULTILINE);

    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    private static Services services;

    @BeforeAll
    static void start() throws Exception {
        services = Services.start(SharedBroker.get(), "operation", 3);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        services.close();
    }

    @Test
    void every_probe_is_answered() throws IOException {
        var processes =
                Map.of(
                        "api-gateway", services.gateway(),
                        "ingest-service", services.ingest(),
                        "position-service", services.worker());
        for (var deployment : Manifests.ofKubernetes().ofKind("Deployment")) {
            var asked = processes.get(Manifests.nameOf(deployment)).operation();
            var paths = new TreeSet<>(deployment.findValuesAsText("path"));
            paths.removeIf(path -> !path.startsWith("/"));
            assertThat(paths).containsExactly("/health/liveness", "/health/readiness");
            for (var path : paths) {
                assertThat(asked.get(path).status()).as(path).isEqualTo(200);
            }
        }
    }

    @Test
    void every_meter_of_the_alerts_and_the_dashboard_is_there() throws Exception {
        var refused = services.api().post("/v1/reports", Api.JSON, "{}");
        assertThat(refused.status()).isEqualTo(422);
        Await.until("the versions are measured", () -> scraped().contains("demarche_version_lag"));

        var scraped = scraped();

        assertThat(Queries.meters()).hasSizeGreaterThan(20);
        Queries.meters()
                .forEach(
                        (meter, labels) ->
                                assertThat(series(scraped, meter))
                                        .as(meter)
                                        .anyMatch(has -> has.containsAll(labels)));
    }

    /**
     * As the addresses of two ingest services have one name in a cluster; the first one is gone.
     */
    @Test
    void a_write_goes_to_the_address_that_answers_where_the_name_has_another_before_it(
            @TempDir Path folder) throws Exception {
        var ingest = URI.create(services.ingest().api().url());
        var hosts =
                Files.writeString(
                        folder.resolve("hosts"),
                        "127.0.0.9 ingest.example\n127.0.0.1 ingest.example\n");
        var settings = new TreeMap<>(services.settings());
        settings.put("DEMARCHE_INGEST_URL", "http://ingest.example:" + ingest.getPort());
        settings.put("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + hosts);
        try (var gateway =
                ServiceProcess.start("api-gateway", "org.demarche.gateway.Main", settings)) {
            var registered =
                    gateway.api()
                            .put(
                                    "/v1/outlets/daily",
                                    "{\"kind\": \"newspaper\", \"name\": \"Daily\"}");
            assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        }
    }

    /** The labels of each series of a meter. */
    private static List<Set<String>> series(String scraped, String meter) {
        return SERIES.matcher(scraped)
                .results()
                .filter(one -> one.group(1).equals(meter))
                .map(one -> labels(one.group(2)))
                .toList();
    }

    private static Set<String> labels(@Nullable String written) {
        return written == null
                ? Set.of()
                : LABEL.matcher(written)
                        .results()
                        .map(label -> label.group(1))
                        .collect(Collectors.toSet());
    }

    private static String scraped() throws IOException {
        var scraped = new StringBuilder();
        for (var service : List.of(services.gateway(), services.ingest(), services.worker())) {
            scraped.append(service.operation().get("/prometheus").body());
        }
        return scraped.toString();
    }
}
