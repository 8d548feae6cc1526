package org.demarche.torture.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.demarche.torture.fault.Schedule.Turn;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final int KINDS = FaultKind.values().length;

    @Test
    void a_seed_has_one_schedule() {
        assertThat(turns(14, 3 * KINDS)).isEqualTo(turns(14, 3 * KINDS));
        assertThat(turns(14, 3 * KINDS)).isNotEqualTo(turns(15, 3 * KINDS));
    }

    @Test
    void every_kind_comes_before_any_comes_again() {
        var turns = turns(14, 2 * KINDS);

        for (var round : List.of(turns.subList(0, KINDS), turns.subList(KINDS, 2 * KINDS))) {
            assertThat(round.stream().map(Turn::kind))
                    .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(FaultKind.class));
        }
    }

    private static List<Turn> turns(long seed, int count) {
        var schedule = new Schedule(seed, EnumSet.allOf(FaultKind.class));
        return IntStream.range(0, count).mapToObj(_ -> schedule.next()).toList();
    }
}
