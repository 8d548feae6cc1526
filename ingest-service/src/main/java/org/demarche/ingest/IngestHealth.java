package org.demarche.ingest;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.demarche.log.ReadyTopics;
import org.reactivestreams.Publisher;

/** Ready while reports are taken; says what is in the way otherwise. */
@Singleton
@Readiness
final class IngestHealth implements HealthIndicator {

    private static final String NAME = "ingest";

    private final Opening opening;
    private final ReadyTopics topics;

    IngestHealth(Opening opening, ReadyTopics topics) {
        this.opening = opening;
        this.topics = topics;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        var result =
                opening.obstacle()
                        .map(
                                obstacle ->
                                        HealthResult.builder(NAME, HealthStatus.DOWN)
                                                .details(Map.of("obstacle", obstacle)))
                        .orElseGet(this::up);
        return Publishers.just(result.build());
    }

    private HealthResult.Builder up() {
        var up = HealthResult.builder(NAME, HealthStatus.UP);
        return topics.differences().isEmpty()
                ? up
                : up.details(Map.of("topics", topics.differences()));
    }
}
