package org.demarche.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            r3:128,g:41,c:7        | r3:128,c:7,g:41
            g:1,r10:1,r9:1         | r9:1,r10:1,g:1
            ' r1:2 , g:3 '         | r1:2,g:3
            r1:2,r1:5,r1:4         | r1:5
            z9:4,r1:2,later:1      | r1:2
            r01:4,r99999999:1,g:0  | g:0
            ''                     | ''
            """)
    void is_read_and_written_in_one_order(String header, String written) {
        assertThat(Token.parse(header)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r1",
                "r1:",
                ":1",
                "r1:-2",
                "r1:2,",
                "r1:2;g:3",
                "R1:2",
                "g:9999999999999999999"
            })
    void what_is_malformed_is_refused(String header) {
        assertThatThrownBy(() -> Token.parse(header))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is not <place>:<offset>, such as r3:128");
    }

    @Test
    void a_header_that_is_too_long_is_refused() {
        assertThatThrownBy(() -> Token.parse("r1:2,".repeat(2000)))
                .hasMessage("The token has 10000 characters, but at most 8192 are allowed");
    }

    @Test
    void never_steps_back() {
        var token = Token.NONE.with(Token.reports(3), 128).with(Token.reports(3), 5);

        assertThat(token.next("r3")).hasValue(128);
        assertThat(token.next("g")).isEmpty();
    }

    @Test
    void takes_the_higher_of_each_place() {
        assertThat(Token.parse("r1:5,g:2").merge(Token.parse("r1:3,r2:9,g:4")))
                .isEqualTo(new Token(Map.of("r1", 5L, "r2", 9L, "g", 4L)));
    }

    @Property
    void what_is_written_is_read(
            @ForAll @Size(max = 20) Map<
                                    @IntRange(max = 9999) Integer,
                                    @LongRange(max = 999_999_999_999_999_999L) Long>
                            offsets) {
        var token = Token.NONE;
        for (var offset : offsets.entrySet()) {
            token = token.with(Token.reports(offset.getKey()), offset.getValue());
        }

        assertThat(Token.parse(token.toString())).isEqualTo(token);
    }
}
