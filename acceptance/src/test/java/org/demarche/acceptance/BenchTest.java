package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The measurement that needs the services as they are packaged; no time is asked of it. */
class BenchTest {

    @Test
    void reads_are_measured_without_a_replay_and_beside_one() throws Exception {
        var outcome =
                Shell.run(
                        "./demarche bench reads --reports 500 --rate 100 --seconds 1 --warm-up 1 --share 1 --json 2> /dev/null");

        assertThat(outcome.exitCode()).as(outcome.output()).isIn(0, 1);
        var report = Api.parse(outcome.output());
        assertThat(report.path("phases"))
                .extracting(phase -> phase.path("name").textValue())
                .containsExactly("before", "replay", "after");
        for (var phase : report.path("phases")) {
            assertThat(phase.path("requests").intValue()).isPositive();
            assertThat(phase.path("errors").intValue()).as(report.toString()).isZero();
            assertThat(phase.path("cores").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("broker", "gateway", "position", "reader");
        }
        assertThat(report.path("replaySeconds").isNumber()).isTrue();
        assertThat(report.path("ratioTarget").doubleValue()).isEqualTo(1.5);
    }
}
