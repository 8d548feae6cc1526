package org.demarche.position;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.function.BooleanSupplier;
import org.demarche.position.version.FoldedVersions;
import org.reactivestreams.Publisher;

/** One health check of the workers: up or down, with the lag and the failure of each version. */
record WorkersHealth(String name, FoldedVersions versions, BooleanSupplier isUp)
        implements HealthIndicator {

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(
                HealthResult.builder(name)
                        .status(isUp.getAsBoolean() ? HealthStatus.UP : HealthStatus.DOWN)
                        .details(versions.details())
                        .build());
    }
}
