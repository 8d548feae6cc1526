package org.demarche.model.edtf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class EdtfRefusalsTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/refused-dates.csv", delimiter = '|', quoteCharacter = '`')
    void every_other_form_is_refused_by_its_name(String text, int at, String problem) {
        refuses(text, at, problem);
    }

    private static void refuses(String text, int at, String problem) {
        var refusal = catchThrowableOfType(EdtfException.class, () -> Edtf.parse(text));

        assertThat(refusal).hasMessage(problem + " (at character " + (at + 1) + ")");
        assertThat(refusal.at()).isEqualTo(at);
    }

    @Test
    void an_empty_text_is_refused() {
        refuses("", 0, "The date is empty: write one such as 2022-12-02, 2022-12 or 2022");
    }

    @Test
    void characters_that_cannot_be_shown_are_named_by_their_number() {
        refuses("2022\u0007", 4, "Unexpected U+0007: expected the end of the date, or /");
        refuses(
                "\u0662\u0660\u0662\u0662",
                0,
                "Unexpected U+0662: expected a year of four digits, such as 2022");
        refuses(
                "2022-12-02\ud83d\uddd3",
                10,
                "Unexpected U+1F5D3: expected the end of the date, or /");
        refuses("2022-\ud83d", 5, "Unexpected U+D83D: expected a month of two digits");
    }
}
