package org.demarche.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.demarche.ingest.log.LostEnds;
import org.demarche.log.kafka.ReadyTopics;
import org.demarche.log.registry.RegistryReader;
import org.reactivestreams.Publisher;

/**
 * Tells whether the service takes reports, and the reason if it does not. It also lists warnings
 * that somebody should look at.
 */
@Context
@Readiness
final class IngestHealth implements HealthIndicator {

    private static final String NAME = "ingest";

    private final Startup startup;
    private final ReadyTopics topics;
    private final RegistryReader registry;
    private final LostEnds lostEnds;

    IngestHealth(
            Startup startup,
            ReadyTopics topics,
            RegistryReader registry,
            LostEnds lostEnds,
            MeterRegistry meters) {
        this.startup = startup;
        this.topics = topics;
        this.lostEnds = lostEnds;
        this.registry = registry;
        warnings(meters, "log", () -> lostEnds.warnings().size());
        warnings(meters, "records", () -> registry.warnings().size());
    }

    private static void warnings(MeterRegistry meters, String about, Supplier<Number> count) {
        Gauge.builder("demarche.warnings", count)
                .description("Warnings in the health of this service")
                .tag("about", about)
                .register(meters);
    }

    @Override
    public Publisher<HealthResult> getResult() {
        var details = new HashMap<String, Object>();
        var obstacle = startup.obstacle();
        obstacle.ifPresent(why -> details.put("obstacle", why));
        var warnings =
                Stream.of(lostEnds.warnings(), registry.warnings()).flatMap(List::stream).toList();
        if (!warnings.isEmpty()) {
            details.put("warnings", warnings);
        }
        if (!topics.differences().isEmpty()) {
            details.put("topics", topics.differences());
        }
        var status = obstacle.isPresent() ? HealthStatus.DOWN : HealthStatus.UP;
        return Publishers.just(HealthResult.builder(NAME, status).details(details).build());
    }
}
