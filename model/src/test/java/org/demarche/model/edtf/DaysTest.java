package org.demarche.model.edtf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaysTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "open",
            value = {
                "2022-12-02, 2022-12-02, 2022-12-02",
                "2022-12-01, 2022-12-31, 2022-12",
                "2023-02-01, 2023-02-28, 2023-02",
                "2024-02-01, 2024-02-29, 2024-02",
                "2022-01-01, 2022-12-31, 2022",
                "0007-01-01, 0007-12-31, 0007",
                "2024-02-01, 2024-02-28, [2024-02-01..2024-02-28]",
                "2022-12-02, 2022-12-31, [2022-12-02..2022-12-31]",
                "2022-11-01, 2022-12-31, [2022-11-01..2022-12-31]",
                "2021-01-01, 2022-12-31, [2021-01-01..2022-12-31]",
                "2021-12-01, 2022-12-31, [2021-12-01..2022-12-31]",
                "open,       2022-12-31, [..2022-12-31]"
            })
    void each_pair_has_one_text(LocalDate earliest, LocalDate latest, String edtf) {
        assertThat(new Days(earliest, latest).edtf()).isEqualTo(edtf);
    }

    @Test
    void the_order_is_by_earliest_then_latest_day_and_an_open_start_comes_first() {
        var ordered =
                Stream.of(
                                "[..2022]",
                                "[..2023]",
                                "2022-01-01",
                                "2022-01",
                                "2022",
                                "2022-01-02/2022-02",
                                "2023-01-01")
                        .map(text -> Edtf.parse(text).days(LocalDate.of(2030, 1, 1)))
                        .toList();

        assertThat(ordered.reversed().stream().sorted()).containsExactlyElementsOf(ordered);
    }

    @Test
    void only_one_day_is_certain() {
        var day = LocalDate.of(2022, 12, 2);

        assertThat(Days.on(day).certain()).isTrue();
        assertThat(new Days(day.minusDays(1), day).certain()).isFalse();
        assertThat(new Days(null, day).certain()).isFalse();
    }

    @Test
    void a_reversed_pair_and_a_year_that_edtf_cannot_write_are_refused() {
        var day = LocalDate.of(2022, 12, 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Days(day, day.minusDays(1)))
                .withMessage("The earliest day 2022-12-02 is after the latest, 2022-12-01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Days(day, LocalDate.of(10_000, 1, 1)))
                .withMessage("The year of +10000-01-01 is not within 0000 to 9999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Days(LocalDate.of(-1, 12, 31), day))
                .withMessage("The year of -0001-12-31 is not within 0000 to 9999");
    }
}
