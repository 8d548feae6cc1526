package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.demarche.torture.check.Guarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Faults on a stack of real processes under load; the checker that judges the run has its own
 * tests. A slow machine takes fewer turns than twenty, and the run says how many.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has an address for each network")
class TortureTest {

    @Test
    void twenty_faults_lose_nothing_double_nothing_and_make_no_answer_wrong() throws Exception {
        var outcome = Shell.run("./demarche torture --faults 20 --minutes 3 --seed 14");

        outcome.output()
                .lines()
                .filter(
                        line ->
                                line.contains("not injected")
                                        || line.startsWith("The time is over"))
                .forEach(line -> System.out.println("SKIPPED in the torture: " + line));
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        for (var guarantee : List.of(Guarantee.values())) {
            assertThat(outcome.output()).contains("| %s | 0 |".formatted(guarantee.column()));
        }
        assertThat(number(outcome.output(), "injected")).isGreaterThanOrEqualTo(5);
        assertThat(number(outcome.output(), "acknowledged")).isGreaterThan(500);
    }

    private static int number(String output, String row) {
        var beginning = "| " + row + " | ";
        var line = output.lines().filter(one -> one.startsWith(beginning)).findFirst();
        return Integer.parseInt(line.orElseThrow().replaceAll("[^0-9]", ""));
    }
}
