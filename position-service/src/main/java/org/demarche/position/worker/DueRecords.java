package org.demarche.position.worker;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.demarche.position.kafka.Clients;

/**
 * Gives a worker the polled records that are due: one slice at a time, and not more than the
 * version's speed limit allows. While a partition has records that are not due, it is paused.
 */
final class DueRecords {

    /**
     * The most records of a slice. They are few enough to leave time for a commit between two
     * slices, even if folding is slow.
     */
    private static final int SLICE = 100;

    private final Clients clients;
    private final Consumer<byte[], byte[]> log;
    private final Supplier<SpeedLimit> pace;
    private final Backlogs backlogs = new Backlogs();
    private final Throttle throttle = new Throttle(System.nanoTime());

    /** The paused partitions. Each has polled records that are not folded, or has ended. */
    private final Set<Integer> held = new HashSet<>();

    /** The partitions of which the last poll may have left out records. */
    private Set<TopicPartition> unfinished = Set.of();

    /**
     * @param log the worker's consumer
     * @param pace gives the current speed limit
     */
    DueRecords(Clients clients, Consumer<byte[], byte[]> log, Supplier<SpeedLimit> pace) {
        this.clients = clients;
        this.log = log;
        this.pace = pace;
    }

    /** Stops polling these partitions until they are started. */
    void suspend(Collection<Integer> partitions) {
        log.pause(partitions.stream().map(this::inLog).toList());
    }

    void start(int partition, long offset) {
        log.seek(inLog(partition), offset);
        log.resume(List.of(inLog(partition)));
    }

    /**
     * @param wanted the partitions whose records are kept; dropped records are read again when
     *     their partition is started
     */
    void add(ConsumerRecords<byte[], byte[]> records, IntPredicate wanted) {
        unfinished = records.count() < Clients.MOST_RECORDS ? Set.of() : records.partitions();
        for (var partition : records.partitions()) {
            if (wanted.test(partition.partition())) {
                backlogs.add(partition.partition(), records.records(partition));
            }
        }
    }

    /**
     * Returns the next slice of due records. The partitions share the version's limit, so that the
     * limit holds for all workers of the version together.
     *
     * @param partitions the number of this worker's partitions
     * @param unlimited the partitions to which the limit does not apply, because their records are
     *     not new to the version
     */
    Map<Integer, List<ConsumerRecord<byte[], byte[]>>> due(int partitions, IntPredicate unlimited) {
        var limit = pace.get().eventsPerSecond();
        if (limit == null) {
            return backlogs.take(SLICE, _ -> true);
        }
        var mine = (double) limit * partitions / clients.partitions();
        var most = Math.min(SLICE, throttle.due(mine, System.nanoTime()));
        var due = backlogs.take(most, unlimited.negate());
        throttle.taken(due.values().stream().mapToInt(List::size).sum());
        due.putAll(backlogs.take(SLICE, unlimited));
        return due;
    }

    /**
     * Pauses a partition with records that are not due, or one that has ended. The worker still
     * polls, because the group must see that the worker is alive.
     */
    void hold(int partition, boolean ended) {
        if (ended) {
            backlogs.drop(partition);
        }
        if (ended || backlogs.count(partition) > 0) {
            if (held.add(partition)) {
                suspend(List.of(partition));
            }
        } else if (held.remove(partition)) {
            log.resume(List.of(inLog(partition)));
        }
    }

    void drop(int partition) {
        backlogs.drop(partition);
        held.remove(partition);
    }

    /** Whether all polled records are folded. */
    boolean isEmpty() {
        return backlogs.isEmpty();
    }

    /** The number of known records that are not folded. */
    OptionalLong unread(int partition) {
        var unpolled = log.currentLag(inLog(partition));
        return unpolled.isPresent()
                ? OptionalLong.of(unpolled.getAsLong() + backlogs.count(partition))
                : unpolled;
    }

    /**
     * Whether the log has no more known records of the partition. If their number is unknown, the
     * result is false, and the age of a transaction decides when it commits.
     */
    boolean isCaughtUp(int partition) {
        return backlogs.count(partition) == 0
                && !unfinished.contains(inLog(partition))
                && log.currentLag(inLog(partition)).orElse(1) == 0;
    }

    private TopicPartition inLog(int partition) {
        return new TopicPartition(clients.topics().reports(), partition);
    }
}
