package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {

    private static final String OUTPUT =
            """
            {"a": [1, 2, {"b": null}], "token": "r3:128", "n": 5}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'n': 5, 'a': [1, 2, {'b': null}], 'token': 'r3:128'}  | true",
                "{'n': 5, 'a': '…', 'token': '…'}                       | true",
                "{'n': 5, '…': '…'}                                     | true",
                "{'n': 5, 'a': [1, '…'], 'token': 'r3:…'}               | true",
                "{'n': 5}                                               | false",
                "{'n': 6, '…': '…'}                                     | false",
                "{'x': 5, '…': '…'}                                     | false",
                "{'n': 5, 'a': [2, '…'], 'token': '…'}                  | false",
                "{'n': 5, 'a': [1, 2], 'token': '…'}                    | false",
                "{'n': 5, 'a': '…', 'token': 'r4:…'}                    | false",
                "``                                                     | false",
            })
    void what_is_left_out_is_not_compared_and_the_rest_is(String shown, boolean matches)
            throws IOException {
        assertThat(Shown.matches(shown.replace('\'', '"'), OUTPUT)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"up (… s) on 8080, true", "up (… s) on 8081, false"})
    void text_is_compared_as_text(String shown, boolean matches) throws IOException {
        assertThat(Shown.matches(shown, "up (3.4 s) on 8080\n")).isEqualTo(matches);
    }
}
