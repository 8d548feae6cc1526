package org.demarche.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapingWriterTest {

    /** Control characters stand as {@code <hex>}. */
    @ParameterizedTest
    @CsvSource({
        "Norland, Norland",
        "Bergenfjörd 国 😀, Bergenfjörd 国 😀",
        "<1b>]0;title<7>, \\u001b]0;title\\u0007",
        "a<9b>31mb, a\\u009b31mb",
        "a<7f>b, a\\u007fb",
        "a<202e>b<2066>c<2069>, a\\u202eb\\u2066c\\u2069",
        "a<2028>b, a\\u2028b",
        "a<9>b<a>c, a<9>b<a>c",
        "a<d><a>b, a<d><a>b",
        "hidden<d>seen, hidden\\u000dseen"
    })
    void what_a_terminal_would_obey_is_text(String text, String written) {
        var out = new StringWriter();
        try (var writer = new PrintWriter(new EscapingWriter(out))) {
            writer.print(characters(text));
            writer.print('.');
        }

        assertThat(out).hasToString(characters(written) + '.');
    }

    private static String characters(String text) {
        var characters = new StringBuilder();
        var parts = text.split("[<>]", -1);
        for (var i = 0; i < parts.length; i++) {
            characters.append(i % 2 == 0 ? parts[i] : (char) Integer.parseInt(parts[i], 16));
        }
        return characters.toString();
    }
}
