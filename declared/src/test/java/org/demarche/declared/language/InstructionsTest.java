package org.demarche.declared.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class InstructionsTest {

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void no_pattern_is_compiled_to_more_than_was_counted(@ForAll("patterns") String regex) {
        var most = Instructions.most(regex);

        Assume.that(most <= 2_000 && !CaseFolding.neverEnds(regex));
        assertThat(most).isGreaterThanOrEqualTo(size(regex));
    }

    @Example
    void a_repeat_of_what_may_be_empty_takes_one_more() {
        var regex = "^*(?i){7}";

        assertThat(Instructions.most(regex)).isGreaterThanOrEqualTo(size(regex));
    }

    private static int size(String regex) {
        try {
            return Pattern.compile(regex).programSize();
        } catch (PatternSyntaxException e) {
            return 0;
        }
    }

    /** Of pieces with which one reader of patterns could take another's repeat for a character. */
    @Provide
    Arbitrary<String> patterns() {
        var pieces =
                List.of(
                        "a",
                        "b",
                        "K",
                        "ab",
                        "(",
                        "(",
                        "(?:",
                        "(?i)",
                        "(?i:",
                        "(?P<n>",
                        ")",
                        ")",
                        ")",
                        "{7}",
                        "{7,}",
                        "{0,7}",
                        "{2,7}",
                        "{0}",
                        "{07}",
                        "{,7}",
                        "{",
                        "}",
                        "*",
                        "+",
                        "?",
                        "|",
                        "[",
                        "[",
                        "[^",
                        "]",
                        "]",
                        "[]a]",
                        "[^]a]",
                        "[[:alpha:]]",
                        "[:",
                        ":]",
                        "-",
                        "^",
                        "$",
                        "\\Q",
                        "\\E",
                        "\\x{7}",
                        "\\x41",
                        "\\{",
                        "\\[",
                        "\\]",
                        "\\(",
                        "\\)",
                        "\\d",
                        "\\pL",
                        "\\p{Greek}",
                        "\\b",
                        "\\A",
                        ".",
                        "😀");
        return Arbitraries.of(pieces)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(all -> String.join("", all));
    }
}
