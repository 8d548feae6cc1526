package org.demarche.model.edtf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdtfTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "open",
            textBlock =
                    """
                    2022-12-02              | 2022-12-02 | 2022-12-02
                    2022-12                 | 2022-12-01 | 2022-12-31
                    2022                    | 2022-01-01 | 2022-12-31
                    2024-02-29              | 2024-02-29 | 2024-02-29
                    2024-02                 | 2024-02-01 | 2024-02-29
                    0000                    | 0000-01-01 | 0000-12-31
                    9999-12-31              | 9999-12-31 | 9999-12-31
                    2022-11-30/2022-12-02   | 2022-11-30 | 2022-12-02
                    2022-12-02/2022-12-02   | 2022-12-02 | 2022-12-02
                    2022-11/2022-12-02      | 2022-11-01 | 2022-12-02
                    2022-12-02/2022         | 2022-12-02 | 2022-12-31
                    2021/2022-02            | 2021-01-01 | 2022-02-28
                    2022-12-02/..           | 2022-12-02 | open
                    2022-12/..              | 2022-12-01 | open
                    ../2022-12-02           | open       | 2022-12-02
                    ../2022                 | open       | 2022-12-31
                    [2022-11-30..2022-12-02]| 2022-11-30 | 2022-12-02
                    [2021..2022-02]         | 2021-01-01 | 2022-02-28
                    [2022-12-02..]          | 2022-12-02 | open
                    [..2022-12]             | open       | 2022-12-31
                    """)
    void an_accepted_form_means_a_pair_of_days(String text, LocalDate earliest, LocalDate latest) {
        assertThat(Edtf.parse(text)).isEqualTo(new Edtf(text, earliest, latest, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "open",
            textBlock =
                    """
                    2022-12-02?              | 2022-12-02 | 2022-12-02 | 2022-12-02?
                    2022-12~                 | 2022-12-01 | 2022-12-31 | 2022-12~
                    2022%                    | 2022-01-01 | 2022-12-31 | 2022%
                    2022-11-30?/2022-12-02   | 2022-11-30 | 2022-12-02 | 2022-11-30?/2022-12-02
                    2022-11-30/2022-12-02~   | 2022-11-30 | 2022-12-02 | 2022-11-30/2022-12-02~
                    2022-11-30%/2022-12-02?  | 2022-11-30 | 2022-12-02 | 2022-11-30%/2022-12-02?
                    2022~/..                 | 2022-01-01 | open       | 2022-01-01~/2022-12-31
                    ../2022-12?              | open       | 2022-12-31 | ../2022-12-31?
                    2023-01~                 | 2023-01-01 | 2023-01-31 | 2023-01-01~
                    2022-12-01~/2023-01      | 2022-12-01 | 2023-01-31 | 2022-12-01~/2022-12-31
                    """)
    void a_qualified_date_keeps_its_days_and_comes_out_as_it_went_in(
            String text, LocalDate earliest, LocalDate latest, String shown) {
        var date = Edtf.parse(text);

        assertThat(date.earliest()).isEqualTo(earliest);
        assertThat(date.latest()).isEqualTo(latest);
        assertThat(date.qualified()).isTrue();
        assertThat(date.saidBy(LocalDate.of(2022, 12, 31)).edtf()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2022-12-02            | 2022-12-10 | 2022-12-02
                    2022-12               | 2022-12-10 | [2022-12-01..2022-12-10]
                    2022-12               | 2023-01-01 | 2022-12
                    2022-11/..            | 2022-12-10 | [2022-11-01..2022-12-10]
                    [2022-12-10..]        | 2022-12-10 | 2022-12-10
                    ../2022-12            | 2022-12-10 | [..2022-12-10]
                    [..2022-11]           | 2022-12-10 | [..2022-11-30]
                    """)
    void what_was_known_by_a_day_was_said_by_that_day(String text, LocalDate knownBy, String days) {
        var edtf = Edtf.parse(text);

        assertThat(edtf.days(knownBy).edtf()).isEqualTo(days);
        assertThat(edtf.startsAfter(knownBy)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2022-12-11", "2022-12-11/2022-12-20", "2023", "2023/..", "[2023..2024]"})
    void what_starts_after_it_was_known_says_so_and_is_taken_as_said_on_that_day(String text) {
        var knownBy = LocalDate.of(2022, 12, 10);

        assertThat(Edtf.parse(text).startsAfter(knownBy)).isTrue();
        assertThat(Edtf.parse(text).days(knownBy)).isEqualTo(Days.on(knownBy));
    }

    @Test
    void a_refusal_names_the_fault_its_place_and_the_remedy() {
        var refusal = catchThrowableOfType(EdtfException.class, () -> Edtf.parse("2022-02-30"));

        assertThat(refusal)
                .hasMessage(
                        "There is no day 30 in 2022-02: its days are 01 to 28 (at character 9)");
        assertThat(refusal.at()).isEqualTo(8);
    }
}
