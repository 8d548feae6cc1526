package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.demarche.broker.SharedBroker;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.model.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Three services that get more writes than they can take. {@code -Doverload.seconds=60} makes the
 * overload longer.
 */
@Isolated("it measures what the services can take")
class UnderLoadTest {

    private static final Duration OVERLOAD =
            Duration.ofSeconds(Integer.getInteger("overload.seconds", 5));
    private static final int PARTITIONS = 3;
    private static final long MOST_RESIDENT = 700L * 1024;

    private final String prefix = "load-" + UUID.randomUUID();
    private final ReportLog log =
            new ReportLog(
                    KafkaConfig.of(
                            Map.of("bootstrap.servers", SharedBroker.get()),
                            Map.of("prefix", prefix, "partitions", PARTITIONS)));
    private Services services;

    @BeforeEach
    void start() throws Exception {
        services = Services.start(SharedBroker.get(), prefix, PARTITIONS);
        var api = services.api();
        api.put("/v1/outlets/daily", "{\"kind\": \"newspaper\", \"name\": \"The Daily\"}");
        api.put("/v1/issues/bridge", "{\"name\": \"Bridge\", \"proposition\": \"Build it\"}");
        for (var n = 0; n < 8; n++) {
            var name = "{\"kind\": \"state\", \"name\": \"Land %d\"}".formatted(n);
            assertThat(api.put("/v1/actors/land-" + n, name).status()).isEqualTo(201);
        }
    }

    @AfterEach
    void stop() throws Exception {
        services.close();
    }

    @Test
    void of_three_times_too_many_writes_some_are_refused_at_once_and_the_rest_is_written()
            throws Exception {
        var arrivals = new Arrivals(services.api(), n -> report("n" + n, n));
        arrivals.capacity(32, Duration.ofSeconds(2)); // until what is slow at first is compiled
        var capacity = arrivals.capacity(32, Duration.ofSeconds(3));
        var over = new AtomicBoolean();
        var reads =
                CompletableFuture.supplyAsync(() -> readUntil(over), Thread::startVirtualThread);

        var outcome = arrivals.open(3 * capacity, OVERLOAD);
        var ended = System.nanoTime();
        over.set(true);
        Await.until("a write is taken as usual", () -> isTakenSoon(arrivals));
        var recovered = Duration.ofNanos(System.nanoTime() - ended);
        var said =
                "capacity %.0f/s; %s; %s; resident %s MB; normal after %d ms"
                        .formatted(
                                capacity,
                                outcome,
                                reads.join(),
                                resident().stream().map(kb -> kb / 1024).toList(),
                                recovered.toMillis());
        System.out.println(said);

        assertThat(outcome.statuses.keySet()).as(said).containsOnly(201, 503);
        assertThat(outcome.brokenOff.get()).as(said).isZero();
        assertThat(outcome.count(503)).as(said).isPositive();
        assertThat(outcome.refusedWithoutAdvice.get()).as(said).isZero();
        assertThat(recovered).as(said).isLessThan(Duration.ofSeconds(5));
        assertThat(reads.join().failed()).as(said).isEmpty();
        assertThat(reads.join().answered()).as(said).isPositive();
        assertThat(resident()).as(said).allMatch(kb -> kb < MOST_RESIDENT);
        var written =
                log.filed().keySet().stream().map(Object::toString).collect(Collectors.toSet());
        assertThat(written).as(said).containsAll(outcome.acknowledged);
    }

    record Reads(int answered, long slowestMillis, List<String> failed) {}

    private Reads readUntil(AtomicBoolean over) {
        var failed = new ArrayList<String>();
        var answered = 0;
        var slowest = 0L;
        while (!over.get()) {
            var begun = System.nanoTime();
            try {
                for (var api : List.of(services.api(), services.gateway().operation())) {
                    var isApi = api == services.api();
                    var answer = api.get(isApi ? "/v1/positions?limit=5" : "/health/liveness");
                    if (answer.status() == 200) answered++;
                    else failed.add(answer.status() + " " + answer.body());
                }
            } catch (IOException e) {
                failed.add(e.toString());
            }
            slowest = Math.max(slowest, Duration.ofNanos(System.nanoTime() - begun).toMillis());
            Await.breathe();
        }
        return new Reads(answered, slowest, failed);
    }

    private static boolean isTakenSoon(Arrivals arrivals) {
        return arrivals.open(5, Duration.ofMillis(200)).count(201) == 1;
    }

    /** In kB, of the gateway and the ingest service. */
    private List<Long> resident() throws IOException {
        var all = new ArrayList<Long>();
        for (var service : List.of(services.gateway(), services.ingest())) {
            var status = Path.of("/proc/%d/status".formatted(service.process().pid()));
            if (!Files.exists(status)) continue;
            Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.valueOf(line.replaceAll("[^0-9]", "")))
                    .forEach(all::add);
        }
        return all;
    }

    private static String report(String id, int n) {
        var actor = "land-" + n % 8;
        return "{\"id\":\"%s\",\"holder\":\"%s\",\"spokenFor\":\"%s\",\"issue\":\"bridge\",\"stance\":\"favor\",\"saidOn\":\"2024-%02d\",\"source\":{\"outlet\":\"daily\",\"publishedOn\":\"2025-01-01\"}}"
                .formatted(id, actor, actor, 1 + n % 12);
    }
}
