package org.demarche.sqlite.dna;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanTextsTest {

    @Test
    void a_text_is_cleaned_of_lines_and_of_halves_of_letters() {
        assertThat(CleanTexts.clean(" a\r\n\tb\u00a0c\ud800 ")).isEqualTo("a b c");
        assertThat(CleanTexts.clean(null)).isEmpty();
    }
}
