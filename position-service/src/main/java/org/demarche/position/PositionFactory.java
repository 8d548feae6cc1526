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
import java.util.List;
import org.demarche.log.Headroom;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.position.projection.Projection;
import org.demarche.position.version.FoldedVersions;
import org.demarche.position.worker.WorkersConfig;

/** Makes all parts of the service. */
@Factory
final class PositionFactory {

    @Singleton
    KafkaConfig config(Environment environment) {
        return KafkaConfig.of(
                environment.getProperties("kafka", StringConvention.RAW),
                environment.getProperties("demarche", StringConvention.RAW));
    }

    @Singleton
    @Bean(preDestroy = "close")
    Headroom headroom() {
        return Headroom.start();
    }

    @Singleton
    WorkersConfig workers(@Value("${demarche.workers:1}") int count, Headroom headroom) {
        return new WorkersConfig(count, headroom::share, WorkersConfig.IDLE);
    }

    @Context
    @Bean(preDestroy = "close")
    FoldedVersions versions(
            KafkaConfig config,
            WorkersConfig workers,
            List<Projection> code,
            MeterRegistry registry) {
        return FoldedVersions.start(config, workers, code, registry);
    }

    @Singleton
    @Liveness
    HealthIndicator liveness(FoldedVersions versions) {
        return new WorkersHealth("workers", versions, versions::isAlive);
    }

    @Singleton
    @Readiness
    HealthIndicator readiness(FoldedVersions versions) {
        return new WorkersHealth("versions", versions, versions::isReady);
    }
}
