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
 * Gives a worker the polled records that are due: a slice at a time, and no more than the version's
 * limit. While a partition has records that are not due, it is paused.
 */
final class DueRecords {

    /** Few enough to leave time for a commit in between, even if folding them is slow. */
    private static final int SLICE = 100;

    private final Clients clients;
    private final Consumer<byte[], byte[]> log;
    private final Supplier<SpeedLimit> pace;
    private final Backlogs backlogs = new Backlogs();
    private final Throttle throttle = new Throttle(System.nanoTime());

    /** Paused partitions, whose polled records are not all folded, or which have ended. */
    private final Set<Integer> held = new HashSet<>();

    /** The partitions of which the last poll may have left records behind. */
    private Set<TopicPartition> unfinished = Set.of();

    /**
     * @param log the worker's consumer
     * @param pace gives the speed limit of the moment; it is asked at each poll
     */
    DueRecords(Clients clients, Consumer<byte[], byte[]> log, Supplier<SpeedLimit> pace) {
        this.clients = clients;
        this.log = log;
        this.pace = pace;
    }

    /** Polls nothing of these partitions until they are started. */
    void suspend(Collection<Integer> partitions) {
        log.pause(partitions.stream().map(this::inLog).toList());
    }

    void start(int partition, long offset) {
        log.seek(inLog(partition), offset);
        log.resume(List.of(inLog(partition)));
    }

    /**
     * @param wanted others are dropped, and read again when they are started
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
     * The next slice of due records. The version's limit is shared by partitions, so that it holds
     * for all its workers together.
     *
     * @param partitions that are this worker's
     * @param unlimited of them those whose records are not new to the version
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
     * Pauses a partition with records that are not due, or one that has ended. Polling itself must
     * go on, because the group must see that this worker lives.
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
     * Whether the log has no more known records. Unknown is not zero: then the age of a transaction
     * decides.
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
