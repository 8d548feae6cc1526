package org.demarche.position;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records that are polled and not yet due, of each partition in their order. Nothing rests on them:
 * what is dropped is read again from the mark.
 */
final class Aside {

    /** Whose turn is next stands first. */
    private final SequencedMap<Integer, Queue<ConsumerRecord<byte[], byte[]>>> waiting =
            new LinkedHashMap<>();

    void add(int partition, Collection<ConsumerRecord<byte[], byte[]>> records) {
        waiting.computeIfAbsent(partition, _ -> new ArrayDeque<>()).addAll(records);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Records of the partition. */
    int count(int partition) {
        var mine = waiting.get(partition);
        return mine == null ? 0 : mine.size();
    }

    void drop(int partition) {
        waiting.remove(partition);
    }

    /** At most so many, the oldest of each partition, shared out among them. */
    Map<Integer, List<ConsumerRecord<byte[], byte[]>>> take(int most) {
        var taken = new LinkedHashMap<Integer, List<ConsumerRecord<byte[], byte[]>>>();
        var left = most;
        for (var turns = waiting.size(); turns > 0 && left > 0; turns--) {
            var turn = waiting.pollFirstEntry();
            var records = first(Math.ceilDiv(left, turns), turn.getValue());
            left -= records.size();
            taken.put(turn.getKey(), records);
            if (!turn.getValue().isEmpty()) {
                waiting.put(turn.getKey(), turn.getValue());
            }
        }
        return taken;
    }

    private static List<ConsumerRecord<byte[], byte[]>> first(
            int most, Queue<ConsumerRecord<byte[], byte[]>> queue) {
        var count = Math.min(most, queue.size());
        var first = new ArrayList<ConsumerRecord<byte[], byte[]>>(count);
        for (var n = 0; n < count; n++) {
            first.add(queue.remove());
        }
        return first;
    }
}
