package org.demarche.gateway.page.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.demarche.log.registry.Registry;
import org.junit.jupiter.api.Test;

/** The form for a report makes the body of one. */
class FormDraftTest {

    @Test
    void a_quote_of_two_paragraphs_becomes_one_line() {
        var draft =
                new FormDraft(Map.of("quote", "We sign.\r\n\r\n  We stay.\r\n", "summary", "  \n"));

        var body = draft.body(null, new Registry(), Map.of());

        assertThat(body.at("/quote/text").asText()).isEqualTo("We sign. We stay.");
        assertThat(body.has("summary")).isFalse();
    }
}
