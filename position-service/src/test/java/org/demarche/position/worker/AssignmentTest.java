package org.demarche.position.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.filed;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;
import org.demarche.position.Reference;
import org.demarche.position.Stack;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of a transaction that is open when the group takes its partition away. */
class AssignmentTest {

    private final Stack stack = new Stack(1);
    private final Consumer<byte[], byte[]> follower = stack.clients.follower();

    private SpeedLimit pace = SpeedLimit.FULL;

    /** The group membership that the consumer claims to have; null: its own. */
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

    private final DrivenAssignment driven = new DrivenAssignment(stack, log, () -> pace);
    private final Assignment assignment = driven.assignment;
    private final List<TopicPartition> mine = driven.partitions;

    @AfterEach
    void close() {
        driven.close();
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

        driven.assign();
        driven.awaitFolded(4);
        assignment.commitAll();
        assertViewIsWhole();
    }

    @Test
    void what_the_group_refuses_is_restored_and_folded_again() {
        foldWithoutCommit();
        claimed = formerMember();

        assignment.commitAll();
        assertThat(driven.meters.get("demarche.failures").counter().count()).isEqualTo(1);
        assertThat(stack.view()).isEmpty();

        claimed = null;
        driven.awaitFolded(4);
        assignment.commitAll();
        assertViewIsWhole();
    }

    @Test
    void one_at_rest_that_has_lost_its_partition_unnoticed_commits_nothing_and_the_owner_goes_on() {
        foldWithoutCommit();
        assignment.commitAll();
        assignment.rest(Duration.ZERO);
        claimed = formerMember();
        try (var _ = stack.workers(1)) {
            stack.append(filed("norland", "r3", AGAINST, "2024-03-03"));
            stack.awaitFolded();
            driven.awaitFolded(3);

            assignment.commitAll();
            assertThat(driven.meters.get("demarche.failures").counter().count()).isEqualTo(1);

            stack.append(filed("sudland", "r4", FAVOR, "2024-03-04"));
            stack.awaitFolded();
            assertThat(stack.meters.get("demarche.failures").counter().count()).isPositive();
        }
        stack.assertNothingIsWrittenTwice(Stack.VERSION);
        assertViewIsWhole(4);
    }

    @Test
    void what_is_folded_and_not_committed_still_lags() {
        foldWithoutCommit();
        assertThat(assignment.lag()).isEqualTo(2);

        assignment.commitAll();
        assertThat(assignment.lag()).isZero();
    }

    @Test
    void what_is_polled_and_not_yet_due_is_dropped_with_its_partition_and_read_again() {
        var many = 20;
        pace = new SpeedLimit(false, 1);
        for (var n = 0; n < many; n++) {
            stack.append(filed("norland", "r" + n, FAVOR, "2024-03-01"));
        }
        driven.assign();
        driven.awaitRound(() -> log.position(mine.getFirst()) == many);
        assertThat(assignment.lag()).isEqualTo(many);
        assertThat(log.paused()).isEqualTo(Set.copyOf(mine));
        var before = (int) driven.folded();
        assertThat(before).isLessThan(many);

        assignment.onPartitionsLost(mine);
        driven.assign();
        driven.awaitRound(() -> restores() == 2);
        pace = SpeedLimit.FULL;
        driven.awaitRound(() -> driven.folded() == before + many);
        assignment.commitAll();

        assertViewIsWhole(many);
        driven.round();
        assertThat(log.paused()).isEmpty();
    }

    @Test
    void a_restore_that_is_taken_away_in_its_middle_begins_again_and_writes_and_counts_nothing() {
        var many = 5_000;
        stack.append(
                IntStream.range(0, many)
                        .mapToObj(n -> filed("norland", "r" + n, FAVOR, "2024-03-01"))
                        .toList());
        driven.assign();
        driven.awaitFolded(many);
        assignment.commitAll();
        stack.awaitFolded();
        var view = stack.view().size();

        assignment.onPartitionsLost(mine);
        driven.assign();
        driven.awaitRound(() -> log.position(mine.getFirst()) > 0);
        assertThat(restores()).isEqualTo(1);
        assertThat(assignment.lag()).isZero();
        assertThat(assignment.isReady()).isFalse();
        assignment.onPartitionsLost(mine);
        driven.assign();
        driven.awaitRound(() -> restores() == 2);
        assertThat(assignment.isReady()).isTrue();
        assertThat(driven.folded()).isEqualTo(many);
        stack.append(filed("norland", "last", FAVOR, "2024-03-02"));
        driven.awaitFolded(many + 1);
        assignment.commitAll();

        assertViewIsWhole(many + 1);
        stack.assertNothingIsWrittenTwice(Stack.VERSION);
        // the position, and a mark
        assertThat(stack.view()).hasSize(view + 2);
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
        driven.assign();
        driven.awaitFolded(2);
    }

    private long restores() {
        return driven.meters.get("demarche.restores").timer().count();
    }

    private void assertViewIsWhole() {
        assertViewIsWhole(2);
    }

    private void assertViewIsWhole(long next) {
        // the coordinator ends a transaction a moment after it has promised to
        stack.awaitFolded();
        assertThat(stack.documents()).isEqualTo(Reference.documents(stack.events()));
        assertThat(stack.marks().get(0).next()).isEqualTo(next);
    }
}
