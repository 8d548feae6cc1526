package org.demarche.log.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptTextTest {

    @Test
    void lengths_are_in_code_points_of_the_composed_form() {
        var emoji = "\ud83c\udf0a".repeat(300);
        var accents = "e\u0301".repeat(300);

        assertThat(KeptText.of(emoji, 300)).isEqualTo(emoji);
        assertThat(KeptText.of(accents, 300)).isEqualTo("\u00e9".repeat(300));
        assertThatThrownBy(() -> KeptText.of(emoji + "!", 300))
                .hasMessage("has 301 characters, but at most 300 are allowed");
        assertThatThrownBy(() -> KeptText.of("\u0344".repeat(200), 300))
                .hasMessage("has 400 characters, but at most 300 are allowed");
    }

    @ParameterizedTest
    @ValueSource(chars = {'\u202a', '\u202d', '\u202e', '\u2066', '\u2069'})
    void what_turns_the_direction_of_a_text_is_refused(char control) {
        assertThatThrownBy(() -> KeptText.of("Nor" + control + "land", 200))
                .hasMessage(
                        "holds U+%04X, which changes the direction of a text (character 4)"
                                .formatted((int) control));
    }

    @ParameterizedTest
    @ValueSource(chars = {'\u2028', '\u2029'})
    void line_separators_are_refused(char separator) {
        assertThatThrownBy(() -> KeptText.of("a" + separator + "b", 200))
                .hasMessage(
                        "holds the line separator U+%04X (character 2)".formatted((int) separator));
    }

    @Test
    void marks_of_direction_that_right_to_left_texts_need_are_taken() {
        var text = "\u05d0\u200f (a\u200eb)";

        assertThat(KeptText.of(text, 200)).isEqualTo(text);
    }
}
