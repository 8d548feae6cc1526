package org.demarche.log.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameIdTest {

    @Test
    void spellings_of_one_name_have_one_id() {
        assertThat(NameId.of("\u00c9lan, S.A.", "actor")).isEqualTo("elan-sa");
        assertThat(NameId.of("ELAN  sa", "actor")).isEqualTo("elan-sa");
        assertThat(NameId.of("H\u00f8yre", "actor")).isEqualTo("hoyre");
    }

    @Test
    void an_id_that_says_less_than_the_name_ends_with_a_digest() {
        assertThat(NameId.of("\u041f\u0430\u0440\u0442\u0438\u044f 1", "actor"))
                .matches("1-[0-9a-f]{8}")
                .isNotEqualTo(NameId.of("\u041f\u0430\u0440\u0442\u0456\u044f 1", "actor"));
        assertThat(NameId.of("\u0420\u044b\u0431\u0430", "issue")).matches("issue-[0-9a-f]{8}");
    }

    @Test
    void a_long_name_is_cut_between_words_and_told_from_its_like() {
        assertThat(NameId.of("the river Orr ".repeat(9) + "1", "issue"))
                .startsWith("the-river-orr-the-river-orr-the-river-orr-the-river-")
                .hasSizeLessThanOrEqualTo(64)
                .isNotEqualTo(NameId.of("the river Orr ".repeat(9) + "2", "issue"));
        assertThat(NameId.of("x".repeat(64), "issue")).isEqualTo("x".repeat(64));
        assertThat(NameId.of("x".repeat(65), "issue")).hasSize(64);
    }
}
