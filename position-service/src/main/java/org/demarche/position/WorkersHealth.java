package org.demarche.position;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.LinkedHashMap;
import java.util.function.BooleanSupplier;
import org.reactivestreams.Publisher;

/** Up or down by one question to the workers, with how far behind they are and why they stopped. */
record WorkersHealth(String name, Workers workers, BooleanSupplier isUp)
        implements HealthIndicator {

    @Override
    public Publisher<HealthResult> getResult() {
        var details = new LinkedHashMap<String, Object>();
        details.put("lag", workers.lag());
        workers.failure().ifPresent(failure -> details.put("failure", failure.toString()));
        return Publishers.just(
                HealthResult.builder(name)
                        .status(isUp.getAsBoolean() ? HealthStatus.UP : HealthStatus.DOWN)
                        .details(details)
                        .build());
    }
}
