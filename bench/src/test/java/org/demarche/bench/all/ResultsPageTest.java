package org.demarche.bench.all;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.demarche.bench.all.BenchResults.Result;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Figure;
import org.demarche.bench.result.Plot;
import org.junit.jupiter.api.Test;

class ResultsPageTest {

    private static final BenchResults RESULTS =
            new BenchResults(
                    "2026-01-01T12:00:00Z",
                    true,
                    List.of(
                            Result.of(
                                    "read",
                                    BenchReport.of(
                                            "Reads of positions",
                                            List.of(
                                                    Figure.of("read to bare", 0.5, "", "</script>")
                                                            .atLeast(0.85)),
                                            List.of(
                                                    new Plot(
                                                            "Time",
                                                            Plot.Over.PERCENTILE,
                                                            "ms",
                                                            List.of(
                                                                    new Plot.Line(
                                                                            "read",
                                                                            List.of(
                                                                                    new double[] {
                                                                                        50, 1.5
                                                                                    }))))))),
                            Result.failed("restart", "The time is over")));

    @Test
    void the_page_has_its_script_and_its_results_in_it_and_asks_for_nothing() throws Exception {
        var page = ResultsPage.of(RESULTS);

        assertThat(page).contains("var uPlot=").contains(".uplot").contains("The time is over");
        assertThat(page)
                .doesNotContain("/*plot")
                .doesNotContain("/*results")
                .doesNotContain("src=")
                .doesNotContain("<link");
    }

    @Test
    void no_text_of_a_result_ends_the_script() throws Exception {
        assertThat(ResultsPage.of(RESULTS).split("</script>")).hasSize(3);
    }

    @Test
    void the_file_has_what_failed_beside_what_was_measured() throws Exception {
        assertThat(RESULTS.json())
                .contains("\"name\" : \"read\"", "\"PERCENTILE\"", "\"atLeast\" : 0.85")
                .contains("\"failure\" : \"The time is over\"");
    }
}
