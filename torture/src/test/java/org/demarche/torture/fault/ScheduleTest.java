package org.demarche.torture.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.demarche.torture.fault.Schedule.PlannedFault;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final int KINDS = FaultKind.values().length;

    @Test
    void a_seed_has_one_schedule() {
        assertThat(faults(14, 3 * KINDS)).isEqualTo(faults(14, 3 * KINDS));
        assertThat(faults(14, 3 * KINDS)).isNotEqualTo(faults(15, 3 * KINDS));
    }

    @Test
    void every_kind_comes_before_any_comes_again() {
        var faults = faults(14, 2 * KINDS);

        for (var round : List.of(faults.subList(0, KINDS), faults.subList(KINDS, 2 * KINDS))) {
            assertThat(round.stream().map(PlannedFault::kind))
                    .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(FaultKind.class));
        }
    }

    private static List<PlannedFault> faults(long seed, int count) {
        var schedule = new Schedule(seed, EnumSet.allOf(FaultKind.class));
        return IntStream.range(0, count).mapToObj(_ -> schedule.next()).toList();
    }
}
