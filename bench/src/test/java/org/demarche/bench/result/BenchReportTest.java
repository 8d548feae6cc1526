package org.demarche.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchReportTest {

    private static final Figure MET = Figure.of("speed", 12_345, "events/s").atLeast(12_000);
    private static final Figure MISSED = Figure.of("wait", 7.25, "ms", "p99").atMost(5);

    @Test
    void a_report_passes_where_every_target_is_met() {
        assertThat(BenchReport.of("A run", List.of(MET, Figure.of("time", 3, "s"))).pass())
                .isTrue();
        assertThat(BenchReport.of("A run", List.of(MET, MISSED)).pass()).isFalse();
    }

    @Test
    void a_target_is_met_at_its_limit() {
        assertThat(Figure.of("wait", 5, "ms").atMost(5).met()).isTrue();
        assertThat(Figure.of("speed", 5, "").atLeast(5).met()).isTrue();
    }

    @Test
    void the_table_has_a_line_for_each_figure_and_names_the_missed_targets() {
        var lines = BenchReport.of("A run", List.of(MET, MISSED)).table().lines().toList();

        assertThat(lines.getFirst()).isEqualTo("A run");
        assertThat(lines.get(2)).contains("speed", "12,345 events/s", "at least 12,000");
        assertThat(lines.get(3)).contains("wait", "7.25 ms", "at most 5", "p99");
        assertThat(lines.getLast()).isEqualTo("Not met: wait.");
    }

    @Test
    void the_json_has_the_figures_with_their_targets() throws Exception {
        var json =
                new ObjectMapper().readTree(BenchReport.of("A run", List.of(MET, MISSED)).json());

        assertThat(json.path("pass").booleanValue()).isFalse();
        assertThat(json.at("/figures/0/atLeast").doubleValue()).isEqualTo(12_000);
        assertThat(json.at("/figures/0/met").booleanValue()).isTrue();
        assertThat(json.at("/figures/1/value").doubleValue()).isEqualTo(7.25);
        assertThat(json.at("/figures/1/atLeast").isMissingNode()).isTrue();
        assertThat(json.path("machine").path("cores").intValue()).isPositive();
    }

    @Test
    void numbers_have_three_digits_and_large_ones_are_whole() {
        assertThat(Figure.digits(0.2345)).isEqualTo("0.23");
        assertThat(Figure.digits(12.34)).isEqualTo("12.3");
        assertThat(Figure.digits(41_500.4)).isEqualTo("41,500");
        assertThat(Figure.digits(3)).isEqualTo("3");
    }

    @Test
    void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(Median.of(3, 1, 2)).isEqualTo(2);
        assertThat(Median.of(4, 1, 2, 3)).isEqualTo(2.5);
    }
}
