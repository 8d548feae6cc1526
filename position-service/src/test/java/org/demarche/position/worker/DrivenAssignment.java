package org.demarche.position.worker;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.demarche.log.DutyCycle;
import org.demarche.position.Stack;
import org.demarche.position.partition.VersionSpec;
import org.demarche.position.partition.WorkerMeters;

/** An assignment of all partitions, without a worker: a test makes its rounds. */
final class DrivenAssignment implements AutoCloseable {

    private static final Duration SHORT = Duration.ofMillis(10);

    final Assignment assignment;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<TopicPartition> partitions;

    private final Consumer<byte[], byte[]> log;

    DrivenAssignment(Stack stack, Consumer<byte[], byte[]> log, Supplier<SpeedLimit> pace) {
        this.log = log;
        assignment =
                new Assignment(
                        stack.clients,
                        stack.admin,
                        log,
                        VersionSpec.of(stack.positions()),
                        pace,
                        new DutyCycle(() -> 1),
                        new WorkerMeters(meters, Stack.VERSION, () -> 0));
        var reports = stack.config.topics().reports();
        partitions =
                IntStream.range(0, stack.config.partitions())
                        .mapToObj(partition -> new TopicPartition(reports, partition))
                        .toList();
    }

    void assign() {
        log.assign(partitions);
        assignment.onPartitionsAssigned(partitions);
    }

    void round() {
        assignment.fold(log.poll(SHORT));
        assignment.advance();
    }

    void awaitRound(BooleanSupplier condition) {
        Stack.await(
                () -> {
                    round();
                    return condition.getAsBoolean();
                });
    }

    /** In this assignment's life. */
    void awaitFolded(int records) {
        awaitRound(() -> folded() == records);
    }

    double folded() {
        return meters.get("demarche.folded").counter().count();
    }

    @Override
    public void close() {
        assignment.close();
        log.close();
    }
}
