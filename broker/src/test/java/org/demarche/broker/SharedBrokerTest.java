package org.demarche.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class SharedBrokerTest {

    @Test
    void everybody_gets_the_same_broker_and_it_answers() throws Exception {
        var servers = SharedBroker.get();

        assertThat(SharedBroker.get()).isEqualTo(servers);
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }
}
