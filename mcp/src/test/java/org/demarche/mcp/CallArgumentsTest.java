package org.demarche.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.terminal.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallArgumentsTest {

    private static final List<ToolArgument> ARGUMENTS =
            List.of(
                    ToolArgument.required("actor", "Who."),
                    ToolArgument.choice("kind", "Which.", false, "first", "flip"),
                    ToolArgument.limit(50));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                             | tool needs the argument actor: Who.
                    {'actor': ' '}                 | actor must be a text that is not empty.
                    {'actor': 7}                   | actor must be a text that is not empty.
                    {'actor': 'a', 'kind': 'x'}    | kind must be one of first, flip, but is 'x'.
                    {'actor': 'a', 'limit': 0}     | limit must be a whole number from 1 to 50.
                    {'actor': 'a', 'limit': 51}    | limit must be a whole number from 1 to 50.
                    {'actor': 'a', 'limit': 1.5}   | limit must be a whole number from 1 to 50.
                    {'actor': 'a', 'limit': '1'}   | limit must be a whole number from 1 to 50.
                    {'actor': 'a', 'x': 1, 'y': 2} | tool has no argument "x, y": it takes actor, kind, limit.
                    """)
    void a_wrong_argument_is_told_in_one_sentence(String call, String sentence) {
        assertThatThrownBy(() -> given(call)).isInstanceOf(Failure.class).hasMessage(sentence);
    }

    @Test
    void what_is_given_is_taken_as_text() throws IOException {
        assertThat(given("{'actor': 'a', 'kind': 'flip', 'limit': 50}").values())
                .isEqualTo(Map.of("actor", "a", "kind", "flip", "limit", "50"));
    }

    @Test
    void no_arguments_at_all_are_told_like_a_missing_one() {
        assertThatThrownBy(() -> CallArguments.of("tool", ARGUMENTS, null))
                .hasMessage("tool needs the argument actor: Who.");
    }

    private static CallArguments given(String call) throws IOException {
        return CallArguments.of(
                "tool",
                ARGUMENTS,
                Gateway.JSON.readValue(call.replace('\'', '"'), new TypeReference<>() {}));
    }
}
