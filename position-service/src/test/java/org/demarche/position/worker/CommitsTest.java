package org.demarche.position.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.filed;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.demarche.log.DutyCycle;
import org.demarche.log.kafka.Topics;
import org.demarche.position.Stack;
import org.demarche.position.partition.VersionSpec;
import org.demarche.position.partition.WorkerMeters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The commits of two partitions in one round. Transactions that have not begun then are dropped.
 */
class CommitsTest {

    private static final Duration SHORT = Duration.ofMillis(10);

    private final Stack stack = new Stack(2);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Consumer<byte[], byte[]> log = stack.clients.follower();
    private final Assignment assignment =
            new Assignment(
                    stack.clients,
                    stack.admin,
                    log,
                    VersionSpec.of(stack.positions()),
                    () -> SpeedLimit.FULL,
                    new DutyCycle(() -> 1),
                    new WorkerMeters(registry, Stack.VERSION, () -> 0));
    private final List<TopicPartition> both =
            Stream.of(0, 1)
                    .map(
                            partition ->
                                    new TopicPartition(stack.config.topics().reports(), partition))
                    .toList();

    @AfterEach
    void close() {
        assignment.close();
        log.close();
        stack.close();
    }

    @Test
    void of_partitions_that_follow_the_log_the_one_that_waits_longest_commits_first() {
        assign();
        awaitRound(assignment::isReady);
        append(1);
        awaitFolded(1);
        append(0);
        awaitFolded(2);

        commitOnce();

        Stack.await(() -> !stack.marks().isEmpty());
        assertThat(stack.marks()).containsOnlyKeys(1);
    }

    @Test
    void partitions_that_do_not_follow_the_log_yet_commit_beside_each_other() {
        append(0);
        append(1);
        assign();
        awaitFolded(2);

        commitOnce();

        Stack.await(() -> stack.marks().size() == 2);
    }

    private void append(int partition) {
        var holder =
                Stream.of("norland", "sudland", "westland", "arvenia", "freedonia")
                        .filter(one -> Topics.partitionOf(one, 2) == partition)
                        .findFirst()
                        .orElseThrow();
        stack.append(filed(holder, "r" + partition, FAVOR, "2024-03-01"));
    }

    private void assign() {
        log.assign(both);
        assignment.onPartitionsAssigned(both);
    }

    private void awaitFolded(int records) {
        awaitRound(() -> registry.get("demarche.folded").counter().count() == records);
    }

    private void awaitRound(BooleanSupplier condition) {
        Stack.await(
                () -> {
                    assignment.fold(log.poll(SHORT));
                    assignment.advance();
                    return condition.getAsBoolean();
                });
    }

    /** A transaction that has begun is waited for. */
    private void commitOnce() {
        assignment.commitWhatIsDue();
        assignment.onPartitionsLost(both);
    }
}
