package org.demarche.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ShareTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.04", "-1", "7", "1.1", "half", ""})
    void what_is_no_share_is_refused(String text) {
        assertThatThrownBy(() -> new Share().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("0.05 to 1");
    }

    @Test
    void the_whole_is_one() {
        assertThat(new Share().convert("0.25")).isEqualTo(0.25);
        assertThat(new Share().convert("1")).isEqualTo(1.0);
    }
}
