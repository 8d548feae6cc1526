package org.demarche.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "russia", "collective-west", "g7-talks-2", "a-b-c"})
    void slugs(String text) {
        assertThat(Slug.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-a", "a-", "a--b", "A", "a_b", "a.b", "a b", "é", "a\n"})
    void what_is_no_slug(String text) {
        assertThat(Slug.is(text)).isFalse();
    }

    @Test
    void a_slug_has_at_most_64_characters() {
        assertThat(Slug.is("a".repeat(64))).isTrue();
        assertThat(Slug.is("a".repeat(65))).isFalse();
    }

    @Test
    void a_report_id_reads_back_as_it_is_written() {
        var id = new ReportId("norland", "river-treaty", "Ab_9-z");
        assertThat(ReportId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a", "a.b", "a.b.", "a.b.c.d", "A.b.c", "a.b.c d", "a..c", ".b.c", "a.b.é"
            })
    void what_is_no_report_id(String text) {
        assertThatThrownBy(() -> ReportId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_token_has_1_to_64_characters() {
        assertThat(ReportId.isToken("t".repeat(64))).isTrue();
        assertThat(ReportId.isToken("t".repeat(65))).isFalse();
        assertThat(ReportId.isToken("")).isFalse();
    }
}
