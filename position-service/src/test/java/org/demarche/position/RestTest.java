package org.demarche.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.filed;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A partition without new events holds no producer, and has one again for its next event. */
class RestTest {

    private final Stack stack = new Stack(3);

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void partitions_at_rest_have_no_producers_and_fold_what_comes() {
        stack.append(
                filed("norland", "r1", FAVOR, "2024-03-01"),
                filed("sudland", "r2", AGAINST, "2024-03-02"));
        try (var workers = stack.workers(Duration.ZERO)) {
            stack.awaitFolded();
            Stack.await(() -> workers.isReady() && producers() == 0);

            stack.append(
                    filed("norland", "r3", CONDITIONAL, "2024-03-03"),
                    filed("sudland", "r4", FAVOR, "2024-03-04"));
            stack.awaitFolded();

            Stack.await(() -> producers() == 0);
            assertThat(stack.meters.get("demarche.failures").counter().count()).isZero();
        }
        assertThat(stack.documents()).isEqualTo(Reference.documents(stack.events()));
        stack.assertNothingIsWrittenTwice(Stack.VERSION);
    }

    @Test
    void a_partition_with_new_events_keeps_its_producer() {
        stack.append(filed("norland", "r1", FAVOR, "2024-03-01"));
        try (var workers = stack.workers(Duration.ofMinutes(2))) {
            stack.awaitFolded();
            Stack.await(workers::isReady);
            assertThat(producers()).isEqualTo(stack.config.partitions());
        }
    }

    /** The network threads of this stack's writers. */
    private long producers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("kafka-producer-network-thread"))
                .filter(name -> name.contains(stack.config.prefix()))
                .count();
    }
}
