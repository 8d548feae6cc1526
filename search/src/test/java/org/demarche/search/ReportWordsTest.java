package org.demarche.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A search asks for words in the form in which reports are found by them. */
class ReportWordsTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/words.txt", delimiter = '|')
    void a_text_is_its_words_whatever_their_spelling(String text, String words) {
        assertThat(ReportWords.wanted(text)).containsExactly(words.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "?!", "\u201c\u2026\u201d", "\u200b", "\ud83d\ude00"})
    void a_text_of_nothing_but_signs_is_refused(String text) {
        assertThatThrownBy(() -> ReportWords.wanted(text))
                .hasMessage("has neither a letter nor a digit");
    }

    @Test
    void a_text_that_is_too_long_is_refused_with_the_bound() {
        assertThat(ReportWords.wanted("a".repeat(200))).hasSize(1);
        assertThatThrownBy(() -> ReportWords.wanted("a".repeat(201)))
                .hasMessage("has more than 200 characters");
        assertThat(ReportWords.wanted(words(32))).hasSize(32);
        assertThatThrownBy(() -> ReportWords.wanted(words(33)))
                .hasMessage("has more than 32 words");
    }

    private static String words(int number) {
        return IntStream.range(0, number).mapToObj(n -> "w" + n).collect(Collectors.joining(" "));
    }
}
