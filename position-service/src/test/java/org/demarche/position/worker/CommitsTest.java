package org.demarche.position.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.filed;

import java.util.stream.Stream;
import org.demarche.log.kafka.Topics;
import org.demarche.position.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The commits of two partitions in one round. Transactions that have not begun then are dropped.
 */
class CommitsTest {

    private final Stack stack = new Stack(2);
    private final DrivenAssignment driven =
            new DrivenAssignment(stack, stack.clients.follower(), () -> SpeedLimit.FULL);
    private final Assignment assignment = driven.assignment;

    @AfterEach
    void close() {
        driven.close();
        stack.close();
    }

    @Test
    void of_partitions_that_follow_the_log_the_one_that_waits_longest_commits_first() {
        driven.assign();
        driven.awaitRound(assignment::isReady);
        append(1);
        driven.awaitFolded(1);
        append(0);
        driven.awaitFolded(2);

        commitOnce();

        Stack.await(() -> !stack.marks().isEmpty());
        assertThat(stack.marks()).containsOnlyKeys(1);
    }

    @Test
    void partitions_that_do_not_follow_the_log_yet_commit_beside_each_other() {
        append(0);
        append(1);
        driven.assign();
        driven.awaitFolded(2);

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

    /** A transaction that has begun is waited for. */
    private void commitOnce() {
        assignment.commitWhatIsDue();
        assignment.onPartitionsLost(driven.partitions);
    }
}
