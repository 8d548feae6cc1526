package org.demarche.position;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.conventions.StringConvention;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.demarche.log.KafkaConfig;
import org.demarche.log.VersionId;

/** All that the service is made of. */
@Factory
final class PositionFactory {

    @Singleton
    KafkaConfig config(Environment environment) {
        return KafkaConfig.of(
                environment.getProperties("kafka", StringConvention.RAW),
                environment.getProperties("demarche", StringConvention.RAW));
    }

    @Context
    @Bean(preDestroy = "close")
    Workers workers(
            KafkaConfig config, @Value("${demarche.workers:1}") int count, MeterRegistry registry) {
        return Workers.start(config, VersionId.POSITIONS, count, registry);
    }

    @Singleton
    @Liveness
    HealthIndicator liveness(Workers workers) {
        return new WorkersHealth("workers", workers, workers::isAlive);
    }

    @Singleton
    @Readiness
    HealthIndicator readiness(Workers workers) {
        return new WorkersHealth("positions", workers, workers::isReady);
    }
}
