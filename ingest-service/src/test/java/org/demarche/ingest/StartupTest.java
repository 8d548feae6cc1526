package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.demarche.ingest.log.Cluster;
import org.demarche.ingest.log.LostEnds;
import org.demarche.ingest.seeding.Seeds;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicReader;
import org.demarche.log.registry.RegistryReader;
import org.demarche.model.Await;
import org.junit.jupiter.api.Test;

class StartupTest {

    @Test
    void a_service_opens_only_when_kafka_says_how_far_the_log_was_folded() {
        try (var ingest = RunningIngest.start("startup")) {
            var allowed = new AtomicBoolean();
            var reports = ingest.bean(TopicReader.class);
            var config = ingest.bean(KafkaConfig.class);
            var lostEnds = new LostEnds(admin(ingest.bean(Admin.class), allowed), config, reports);
            var registry = ingest.bean(RegistryReader.class);
            var cluster = ingest.bean(Cluster.class);
            var seeds = ingest.bean(Seeds.class);
            try (var startup = new Startup(cluster, registry, reports, lostEnds, seeds)) {
                Await.until(
                        "Kafka has refused",
                        () -> startup.obstacle().orElse("").endsWith("folded: Not allowed"));
                assertThat(startup.done()).isNotDone();

                allowed.set(true);

                startup.done().join();
                assertThat(startup.obstacle()).isEmpty();
            }
        }
    }

    /** One that does not list the groups before it is allowed. */
    private static Admin admin(Admin real, AtomicBoolean allowed) {
        return (Admin)
                Proxy.newProxyInstance(
                        Admin.class.getClassLoader(),
                        new Class<?>[] {Admin.class},
                        (_, method, arguments) -> {
                            if (!allowed.get()) {
                                throw new ClusterAuthorizationException("Not allowed");
                            }
                            return method.invoke(real, arguments);
                        });
    }
}
