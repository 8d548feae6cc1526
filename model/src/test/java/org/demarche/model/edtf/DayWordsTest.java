package org.demarche.model.edtf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A day in words says how much of it is known. */
class DayWordsTest {

    @ParameterizedTest
    @CsvSource({
        "2025-03-03, 3 March 2025, on 3 March 2025, since 3 March 2025, true",
        "2022-12, December 2022, in December 2022, since December 2022, false",
        "2022, 2022, in 2022, since 2022, false",
        "[..2022-12-02], by 2 December 2022, by 2 December 2022, since 2 December 2022 or before,"
                + " false",
        "2022-01-18/.., not before 18 January 2022, not before 18 January 2022, not before 18"
                + " January 2022, false",
        "2024-03-01~, about 1 March 2024, on about 1 March 2024, since about 1 March 2024, false",
        "someday, someday, someday, since someday, false"
    })
    void each_form_of_a_day_has_words(
            String edtf, String text, String phrase, String since, boolean certain) {
        assertThat(DayWords.of(edtf)).isEqualTo(new DayWords(edtf, text, phrase, since, certain));
    }

    @ParameterizedTest
    @CsvSource({
        "[2021-12-30..2022-01-02], between 30 December 2021 and 2 January 2022",
        "[2022-01-18..2022-12-02], between 18 January and 2 December 2022",
        "2022-01-17/2022-01-18, between 17 and 18 January 2022"
    })
    void days_between_two_are_between_them(String edtf, String phrase) {
        assertThat(DayWords.of(edtf).phrase()).isEqualTo(phrase);
    }

    @Test
    void no_day_is_no_known_day() {
        assertThat(DayWords.of(null).text()).isEqualTo("on an unknown day");
    }
}
