package org.demarche.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.conventions.StringConvention;
import io.micronaut.http.client.RawHttpClient;
import io.micronaut.http.client.annotation.Client;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.demarche.gateway.view.ViewReader;
import org.demarche.gateway.write.Forwarder;
import org.demarche.log.KafkaConfig;
import org.demarche.log.TopicSetup;
import org.demarche.log.VersionId;
import org.demarche.log.registry.RegistryReader;

/** The gateway, part by part. */
@Factory
final class Wiring {

    /** The one version that there is for now. */
    private static final VersionId LIVE = new VersionId("positions", 1);

    @Context
    KafkaConfig config(Environment environment) {
        return KafkaConfig.of(
                environment.getProperties("kafka", StringConvention.RAW),
                environment.getProperties("demarche", StringConvention.RAW));
    }

    @Bean(preDestroy = "close")
    @Singleton
    Admin admin(KafkaConfig config) {
        var admin = Admin.create(config.clientProperties());
        var topics = new ArrayList<>(config.topics().fixed());
        topics.add(config.topics().viewSpec(LIVE));
        TopicSetup.ensure(admin, topics);
        return admin;
    }

    @Singleton
    LogEnds ends(Admin admin, KafkaConfig config) {
        return new LogEnds(admin, config);
    }

    /** After the admin client, which sees to it that the topic is there. */
    @Bean(preDestroy = "close")
    @Singleton
    RegistryReader registry(Admin admin, KafkaConfig config) {
        return RegistryReader.start(config);
    }

    @Bean(preDestroy = "close")
    @Singleton
    ViewReader views(Admin admin, KafkaConfig config) {
        return ViewReader.start(config, LIVE);
    }

    @Context
    ReadyIndicator readiness(ViewReader views, RegistryReader registry, LogEnds ends) {
        return new ReadyIndicator(views, registry, ends);
    }

    @Bean(preDestroy = "close")
    @Context
    Meters meters(MeterRegistry meters, ViewReader views, LogEnds ends) {
        return new Meters(meters, views.view(), ends);
    }

    @Singleton
    Forwarder forwarder(@Client("ingest") RawHttpClient client) {
        return new Forwarder(client);
    }
}
