package org.demarche.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityTagTest {

    private static final String TAG = EntityTag.of("{}".getBytes(UTF_8));

    @Test
    void a_document_has_one_tag_in_however_many_parts_it_comes() {
        assertThat(TAG).isEqualTo("\"44136fa355b3678a1146ad16\"");
        assertThat(EntityTag.of("{".getBytes(UTF_8), "}".getBytes(UTF_8))).isEqualTo(TAG);
        assertThat(EntityTag.of("[]".getBytes(UTF_8))).isNotEqualTo(TAG);
    }

    @ParameterizedTest
    @CsvSource({
        "%s, true, true",
        "' %s ', true, true",
        "'\"a\", %s', true, true",
        "W/%s, true, false",
        "'\"a\",W/%s', true, false",
        "'\"a\"', false, false",
        "'', false, false",
        "*, false, false",
    })
    void a_tag_is_found_among_those_of_a_header(String held, boolean weakly, boolean strongly) {
        var header = held.formatted(TAG);

        assertThat(EntityTag.isAmong(header, TAG)).isEqualTo(weakly);
        assertThat(EntityTag.isStronglyAmong(header, TAG)).isEqualTo(strongly);
        assertThat(EntityTag.isAny(header)).isEqualTo(held.equals("*"));
    }
}
