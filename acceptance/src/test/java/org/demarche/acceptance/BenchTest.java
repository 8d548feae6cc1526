package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The measurement that needs the services as they are packaged; no time is asked of it. */
@Isolated("it measures")
class BenchTest {

    @Test
    void reads_are_measured_without_a_replay_and_beside_one() throws Exception {
        var outcome =
                Shell.run(
                        "./demarche bench reads --reports 500 --rate 100 --seconds 1 --warm-up 1 --json 2> /dev/null");

        assertThat(outcome.exitCode()).as(outcome.output()).isIn(0, 1);
        var report = Api.parse(outcome.output());
        var figures = new HashMap<String, Double>();
        report.path("figures")
                .forEach(
                        figure ->
                                figures.put(
                                        figure.path("name").textValue(),
                                        figure.path("value").doubleValue()));
        for (var phase : List.of("before", "during", "after")) {
            assertThat(figures.get(phase + ": requests")).as(report.toString()).isPositive();
            assertThat(figures.get(phase + ": errors")).as(report.toString()).isZero();
        }
        assertThat(figures).containsKeys("p99 during", "p99 during to without", "replay");
    }
}
