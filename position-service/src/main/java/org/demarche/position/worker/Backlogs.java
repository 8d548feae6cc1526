package org.demarche.position.worker;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Polled records that are not due yet, by partition and in order. Nothing depends on them, because
 * dropped records are read again.
 */
final class Backlogs {

    /** The polled lists of one partition, and the number of records taken from the first. */
    private static final class Backlog {

        private final Queue<List<ConsumerRecord<byte[], byte[]>>> polled = new ArrayDeque<>();
        private int taken;

        int count() {
            return polled.stream().mapToInt(List::size).sum() - taken;
        }

        /**
         * Returns the oldest records. They come from one polled list, so they may be fewer than
         * asked for.
         */
        List<ConsumerRecord<byte[], byte[]>> take(int most) {
            var first = polled.element();
            var end = Math.min(first.size(), taken + most);
            var slice = first.subList(taken, end);
            taken = end;
            if (end == first.size()) {
                polled.remove();
                taken = 0;
            }
            return slice;
        }
    }

    /** The records of each partition. The partition to take from next comes first. */
    private final SequencedMap<Integer, Backlog> waiting = new LinkedHashMap<>();

    /**
     * @param records at least one
     */
    void add(int partition, List<ConsumerRecord<byte[], byte[]>> records) {
        waiting.computeIfAbsent(partition, _ -> new Backlog()).polled.add(records);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The number of records of the partition. */
    int count(int partition) {
        var mine = waiting.get(partition);
        return mine == null ? 0 : mine.count();
    }

    void drop(int partition) {
        waiting.remove(partition);
    }

    /** The oldest records of each of these partitions, at most this many together. */
    Map<Integer, List<ConsumerRecord<byte[], byte[]>>> take(int most, IntPredicate of) {
        var taken = new LinkedHashMap<Integer, List<ConsumerRecord<byte[], byte[]>>>();
        var partitions = waiting.keySet().stream().filter(of::test).toList();
        var left = most;
        for (var n = 0; n < partitions.size() && left > 0; n++) {
            var partition = partitions.get(n);
            var backlog = requireNonNull(waiting.remove(partition));
            var records = backlog.take(Math.ceilDiv(left, partitions.size() - n));
            left -= records.size();
            taken.put(partition, records);
            if (!backlog.polled.isEmpty()) {
                waiting.put(partition, backlog);
            }
        }
        return taken;
    }
}
