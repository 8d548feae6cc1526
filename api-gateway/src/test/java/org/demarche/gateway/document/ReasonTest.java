package org.demarche.gateway.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.demarche.gateway.view.KeyedDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Each reason that a diff of two rules gives, by the documents that it compares. */
class ReasonTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/reasons.txt", delimiter = '|', quoteCharacter = '\'')
    void it_is_the_first_that_fits(
            String reason, String key, @Nullable String first, @Nullable String second) {
        assertThat(told(key, first, second)).isEqualTo(reason);
        assertThat(told(key, second, first)).as("the other way round").isEqualTo(reason);
    }

    private static String told(String key, @Nullable String here, @Nullable String there) {
        var reason = Compared.of(key, document(key, here), document(key, there), true).reason();
        return reason == null ? "none" : reason.label();
    }

    private static @Nullable KeyedDocument document(String key, @Nullable String text) {
        return text == null ? null : new KeyedDocument(key, () -> text.getBytes(UTF_8));
    }
}
