package org.demarche.position.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class BacklogsTest {

    private final Backlogs backlogs = new Backlogs();

    @Test
    void what_is_due_is_shared_out_and_each_partition_keeps_its_order() {
        backlogs.add(0, records(0, 4));
        backlogs.add(1, records(7, 8));

        assertThat(take(4)).containsExactly(entry(0, List.of(0L, 1L)), entry(1, List.of(7L)));
        backlogs.add(0, records(4, 5));
        assertThat(backlogs.count(0)).isEqualTo(3);
        assertThat(take(9)).containsExactly(entry(0, List.of(2L, 3L)));
        assertThat(take(9)).containsExactly(entry(0, List.of(4L)));
        assertThat(backlogs.isEmpty()).isTrue();
    }

    @Test
    void where_less_is_due_than_there_are_partitions_they_take_turns() {
        backlogs.add(0, records(0, 2));
        backlogs.add(1, records(0, 2));

        assertThat(take(1)).containsExactly(entry(0, List.of(0L)));
        assertThat(take(1)).containsExactly(entry(1, List.of(0L)));
        assertThat(take(0)).isEmpty();
        assertThat(take(1)).containsExactly(entry(0, List.of(1L)));
    }

    @Test
    void what_is_dropped_is_not_handed_over() {
        backlogs.add(0, records(0, 2));
        backlogs.add(1, records(0, 2));

        backlogs.drop(0);

        assertThat(backlogs.count(0)).isZero();
        assertThat(backlogs.count(1)).isEqualTo(2);
        assertThat(take(Integer.MAX_VALUE)).containsExactly(entry(1, List.of(0L, 1L)));
    }

    @Test
    void what_is_not_meant_stays() {
        backlogs.add(0, records(0, 2));
        backlogs.add(1, records(0, 2));

        assertThat(take(4, partition -> partition == 1)).containsExactly(entry(1, List.of(0L, 1L)));
        assertThat(backlogs.count(0)).isEqualTo(2);
    }

    private Map<Integer, List<Long>> take(int most) {
        return take(most, _ -> true);
    }

    private Map<Integer, List<Long>> take(int most, IntPredicate of) {
        return backlogs.take(most, of).entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                taken ->
                                        taken.getValue().stream()
                                                .map(ConsumerRecord::offset)
                                                .toList()));
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        offset ->
                                new ConsumerRecord<byte[], byte[]>(
                                        "log", 0, offset, new byte[0], new byte[0]))
                .toList();
    }
}
