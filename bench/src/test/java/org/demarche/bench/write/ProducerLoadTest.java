package org.demarche.bench.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.demarche.bench.invented.SyntheticReports;
import org.demarche.broker.SharedBroker;
import org.demarche.log.kafka.KafkaConfig;
import org.junit.jupiter.api.Test;

class ProducerLoadTest {

    private static final KafkaConfig CONFIG =
            KafkaConfig.of(
                    Map.of("bootstrap.servers", SharedBroker.get()), Map.of("partitions", 1));

    @Test
    void each_turn_appends_and_leaves_no_topic_behind() throws Exception {
        var bodies = InventedBodies.of(new SyntheticReports(1, 100), 1_100);
        try (var load = new ProducerLoad(CONFIG, 2, bodies)) {
            assertThat(load.run(Duration.ofMillis(100)).count()).isPositive();
            assertThat(load.run(Duration.ofMillis(100)).count()).isPositive();
        }

        try (var admin = Admin.create(CONFIG.clientProperties())) {
            assertThat(admin.listTopics().names().get())
                    .noneMatch(name -> name.startsWith("bare-stream"));
        }
    }
}
