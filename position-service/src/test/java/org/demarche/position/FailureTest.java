package org.demarche.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.filed;

import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.position.worker.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The process does not retry a failure that a retry cannot repair: it reports it. */
class FailureTest {

    private final Stack stack = new Stack(1);

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void a_fault_of_ours_ends_all_workers_and_asks_for_another_process() {
        stack.append(filed("norland", "r1", FAVOR, "2024-03-01"));

        try (var versions = stack.versions(new Revised(2, Faulty::new))) {
            assertThat(versions.broken().join()).hasMessage("a fault");
            Stack.await(() -> !versions.isAlive());
        }
        assertThat(stack.documents()).isEmpty();
    }

    @Test
    void a_version_that_stopped_asks_for_none() {
        stack.putUnreadableMark(0);

        try (var versions = stack.versions(stack.positions())) {
            Stack.await(() -> !versions.isAlive());
            assertThat(versions.broken()).isNotDone();
            assertThat(versions.isReady()).isFalse();
            assertThat(versions.details().toString()).contains("is not valid");
        }
    }

    @Test
    void what_was_made_before_a_client_that_cannot_be_is_closed() {
        var config =
                KafkaConfig.of(
                        Map.of(
                                "bootstrap.servers",
                                stack.config.bootstrapServers(),
                                "fetch.min.bytes",
                                "few"),
                        Map.of("prefix", stack.config.prefix(), "partitions", "1"));

        assertThatThrownBy(() -> Workers.start(config, Stack.VERSION, 1, stack.meters))
                .isInstanceOf(KafkaException.class);

        assertThat(stack.meters.find("demarche.lag").gauge()).isNull();
    }
}
