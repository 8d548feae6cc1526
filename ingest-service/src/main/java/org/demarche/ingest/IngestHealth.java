package org.demarche.ingest;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Ready while the service takes reports; otherwise it names the obstacle. */
@Singleton
@Readiness
final class IngestHealth implements HealthIndicator {

    private static final String NAME = "ingest";

    private final Opening opening;

    IngestHealth(Opening opening) {
        this.opening = opening;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        var result =
                opening.obstacle()
                        .map(
                                obstacle ->
                                        HealthResult.builder(NAME, HealthStatus.DOWN)
                                                .details(Map.of("obstacle", obstacle)))
                        .orElseGet(() -> HealthResult.builder(NAME, HealthStatus.UP));
        return Publishers.just(result.build());
    }
}
