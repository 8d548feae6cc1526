package org.demarche.bench.fresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.demarche.bench.WholeTopic;
import org.demarche.broker.SharedBroker;
import org.demarche.log.kafka.KafkaConfig;
import org.junit.jupiter.api.Test;

class HopTest {

    private static final KafkaConfig CONFIG =
            KafkaConfig.of(
                    Map.of("bootstrap.servers", SharedBroker.get()), Map.of("partitions", 1));

    @Test
    void what_was_appended_is_seen_once_behind_its_transaction() throws Exception {
        var over = new AtomicBoolean();
        try (var hop = new Hop(CONFIG)) {
            var side = Thread.ofVirtual().start(() -> hop.load(200, new byte[] {1}, over::get));
            var loaded =
                    FixedRate.run(() -> hop.through(new byte[] {2}), 20, Duration.ofSeconds(1));
            over.set(true);
            side.join();

            assertThat(loaded.times().size()).isEqualTo(20);
        }
        assertThat(WholeTopic.records(CONFIG, Hop.OUT.topic()))
                .filteredOn(record -> record.value()[0] == 2)
                .hasSize(20);
    }
}
