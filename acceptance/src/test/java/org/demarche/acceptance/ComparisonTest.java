package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Map<String, String> FOLDED = Map.of("a", "{\"n\":1}", "b", "{\"n\":2}");

    @Test
    void the_same_documents_under_the_same_keys_do_not_differ() {
        assertThat(Comparison.differences(FOLDED, FOLDED)).isEmpty();
    }

    @Test
    void a_document_that_differs_is_told_with_its_key_and_both_texts() {
        assertThat(Comparison.differences(FOLDED, Map.of("a", "{\"n\":1}", "b", "{\"n\":3}")))
                .singleElement()
                .asString()
                .contains("b", "{\"n\":2}", "{\"n\":3}");
    }

    @Test
    void a_document_that_is_missing_or_comes_twice_or_is_of_no_fold_differs() {
        var comparison = new Comparison(FOLDED);
        comparison.add("a", "{\"n\":1}");
        comparison.add("a", "{\"n\":1}");
        comparison.add("c", "{}");

        assertThat(comparison.end()).hasSize(3);
        assertThat(comparison.differing()).isEqualTo(3);
        assertThat(comparison.same()).isEqualTo(1);
    }
}
