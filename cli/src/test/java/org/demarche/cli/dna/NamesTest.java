package org.demarche.cli.dna;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void spellings_of_one_name_have_one_key_and_one_id() {
        assertThat(Names.key("Élan, S.A.")).isEqualTo(Names.key("ELAN  s a")).isEqualTo("elan s a");
        assertThat(Names.id("elan s a", "actor")).isEqualTo("elan-s-a");
        assertThat(Names.key("Straße")).isEqualTo("strasse");
        assertThat(Names.key("?!")).isEmpty();
    }

    @Test
    void an_id_that_says_less_than_the_name_ends_with_a_digest() {
        assertThat(Names.id(Names.key("Høyre"), "actor")).matches("hoyre-[0-9a-f]{8}");
        assertThat(Names.id(Names.key("Партия 1"), "actor")).matches("1-[0-9a-f]{8}");
        assertThat(Names.id(Names.key("Партія 1"), "actor"))
                .matches("1-[0-9a-f]{8}")
                .isNotEqualTo(Names.id(Names.key("Партия 1"), "actor"));
        assertThat(Names.id(Names.key("Рыба"), "issue")).matches("issue-[0-9a-f]{8}");
    }

    @Test
    void a_long_name_is_cut_between_words_and_told_from_its_like() {
        var long1 = Names.key("the river Orr ".repeat(9) + "1");
        var long2 = Names.key("the river Orr ".repeat(9) + "2");

        assertThat(Names.id(long1, "issue"))
                .startsWith("the-river-orr-the-river-orr-the-river-orr-the-river-")
                .hasSizeLessThanOrEqualTo(64)
                .isNotEqualTo(Names.id(long2, "issue"));
        assertThat(Names.id("x".repeat(64), "issue")).isEqualTo("x".repeat(64));
        assertThat(Names.id("x".repeat(65), "issue")).hasSize(64);
    }

    @Test
    void a_text_is_cleaned_of_lines_and_of_halves_of_letters() {
        assertThat(Names.clean(" a\r\n\tb\u00a0c\ud800 ")).isEqualTo("a b c");
        assertThat(Names.clean(null)).isEmpty();
    }
}
