package org.demarche.ingest.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.demarche.log.json.Violation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class LostLettersTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/lost-letters.txt", delimiter = '|', quoteCharacter = '`')
    void a_question_mark_for_a_letter_is_told_from_an_edit(
            String standing, String row, @Nullable String fault) {
        var faults = LostLetters.of(summary(row), summary(standing));

        if (fault == null) {
            assertThat(faults).isEmpty();
        } else {
            assertThat(faults).singleElement().extracting(Violation::pointer).isEqualTo("/summary");
            assertThat(faults.getFirst().message())
                    .startsWith(fault + ": the file's encoding")
                    .endsWith("use `demarche correct`");
        }
    }

    @Test
    void a_text_within_a_list_is_compared_wherever_it_stood() {
        var standing = JsonNodeFactory.instance.objectNode();
        standing.putArray("conditions").addObject().put("text", "Мост стоит");
        standing.withArray("conditions").addObject().put("text", "The toll ends");
        var row = JsonNodeFactory.instance.objectNode();
        row.putArray("conditions").addObject().put("text", "The toll ends");
        row.withArray("conditions").addObject().put("text", "???? ?????");

        assertThat(LostLetters.of(row, standing))
                .extracting(Violation::pointer)
                .containsExactly("/conditions/1/text");
    }

    @Test
    void a_word_that_another_element_of_a_list_keeps_has_lost_nothing() {
        var standing = JsonNodeFactory.instance.objectNode();
        standing.putArray("conditions").addObject().put("text", "Київ agrees");
        standing.withArray("conditions").addObject().put("text", "The toll ends");
        var row = JsonNodeFactory.instance.objectNode();
        row.putArray("conditions").addObject().put("text", "???? agrees");
        row.withArray("conditions").addObject().put("text", "Київ says so");

        assertThat(LostLetters.of(row, standing)).isEmpty();
    }

    @Test
    void the_question_mark_of_an_address_is_no_lost_letter() {
        var report = JsonNodeFactory.instance.objectNode();
        report.putObject("source").put("url", "https://daily.example/a?b=1");

        assertThat(LostLetters.mayBeIn(report)).isFalse();
        assertThat(LostLetters.mayBeIn(report.put("summary", "Who?"))).isTrue();
    }

    private static ObjectNode summary(String text) {
        return JsonNodeFactory.instance.objectNode().put("summary", text);
    }
}
