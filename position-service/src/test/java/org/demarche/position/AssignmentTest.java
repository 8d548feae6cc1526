package org.demarche.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.filed;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a transaction that is open when the group changes its mind. */
class AssignmentTest {

    private static final Duration SHORT = Duration.ofMillis(10);

    private final Stack stack = new Stack(1);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Consumer<byte[], byte[]> follower = stack.clients.follower();

    /** Whom the worker takes itself for in the group; by itself for nobody. */
    private @Nullable ConsumerGroupMetadata claimed;

    @SuppressWarnings("unchecked")
    private final Consumer<byte[], byte[]> log =
            (Consumer<byte[], byte[]>)
                    Proxy.newProxyInstance(
                            Consumer.class.getClassLoader(),
                            new Class<?>[] {Consumer.class},
                            (_, method, arguments) ->
                                    claimed != null && method.getName().equals("groupMetadata")
                                            ? claimed
                                            : method.invoke(follower, arguments));

    private final Assignment assignment =
            new Assignment(
                    stack.clients,
                    stack.admin,
                    log,
                    Recipe.of(new PositionsProjection()),
                    () -> Pace.FULL,
                    new Meters(registry, Stack.VERSION, () -> 0));
    private final List<TopicPartition> mine =
            List.of(new TopicPartition(stack.config.topics().reports(), 0));

    @AfterEach
    void close() {
        assignment.close();
        log.close();
        stack.close();
    }

    @Test
    void what_is_folded_is_committed_when_its_partition_is_revoked() {
        foldWithoutCommit();
        assertThat(stack.documents()).isEmpty();

        assignment.onPartitionsRevoked(mine);

        assertViewIsWhole();
    }

    @Test
    void what_is_folded_is_undone_when_its_partition_is_lost_and_folded_again_by_the_next() {
        foldWithoutCommit();

        assignment.onPartitionsLost(mine);
        assertThat(stack.view()).isEmpty();

        assign();
        awaitFolded(4);
        assignment.commitAll();
        assertViewIsWhole();
    }

    @Test
    void what_the_group_refuses_is_restored_and_folded_again() {
        foldWithoutCommit();
        claimed = formerMember();

        assignment.commitAll();
        assertThat(registry.get("demarche.failures").counter().count()).isEqualTo(1);
        assertThat(stack.view()).isEmpty();

        claimed = null;
        awaitFolded(4);
        assignment.commitAll();
        assertViewIsWhole();
    }

    @Test
    void what_is_folded_and_not_committed_still_lags() {
        foldWithoutCommit();
        assertThat(assignment.lag()).isEqualTo(2);

        assignment.commitAll();
        assertThat(assignment.lag()).isZero();
    }

    private ConsumerGroupMetadata formerMember() {
        try (var member = stack.clients.follower()) {
            member.subscribe(List.of(stack.config.topics().reports()));
            Stack.await(
                    () -> {
                        if (member.assignment().isEmpty()) {
                            member.poll(Duration.ZERO);
                        }
                        return !member.assignment().isEmpty();
                    });
            return member.groupMetadata();
        }
    }

    private void foldWithoutCommit() {
        stack.append(
                filed("norland", "r1", FAVOR, "2024-03-01"),
                filed("sudland", "r2", AGAINST, "2024-03-02"));
        assign();
        awaitFolded(2);
    }

    private void assign() {
        log.assign(mine);
        assignment.onPartitionsAssigned(mine);
    }

    /** In this assignment's life. */
    private void awaitFolded(int records) {
        Stack.await(
                () -> {
                    assignment.fold(log.poll(SHORT));
                    assignment.advance();
                    return registry.get("demarche.folded").counter().count() == records;
                });
    }

    private void assertViewIsWhole() {
        // the coordinator ends a transaction a moment after it has promised to
        stack.awaitFolded();
        assertThat(stack.documents()).isEqualTo(Reference.documents(stack.events()));
        assertThat(stack.marks().get(0).next()).isEqualTo(2);
    }
}
