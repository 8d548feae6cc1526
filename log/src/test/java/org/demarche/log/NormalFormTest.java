package org.demarche.log;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalFormTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "Kiev, kiev",
        "KYIV, kyiv",
        "Élysée, elysee",
        "S\u00e3o Tom\u00e9, sao tome",
        "Sa\u0303o Tome\u0301, sao tome",
        "Łódź, lodz",
        "Straße, strasse",
        "STRASSE, strasse",
        "STRAẞE, strasse",
        "İstanbul, istanbul",
        "ISTANBUL, istanbul",
        "ıstanbul, istanbul",
        "ΑΘΗΝΑΣ, αθηνασ",
        "Αθήνας, αθηνασ",
        "Київ, киів",
        "Ｔｏｋｙｏ, tokyo",
        "U.S.A., u s a",
        "  Xi  Jinping , xi jinping",
        "ukraine-talks, ukraine talks",
        "Ukraine\u00a0talks, ukraine talks",
        "مُحَمَّد, محمد",
        "मोदी, मोदी",
        "北京, 北京",
        "!!!, ''",
    })
    void names_are_compared_without_case_accents_and_punctuation(String name, String form) {
        assertThat(NormalForm.of(name)).isEqualTo(form);
    }

    @Property
    void the_normal_form_of_a_normal_form_is_itself(@ForAll String name) {
        var form = NormalForm.of(name);
        assertThat(NormalForm.of(form)).isEqualTo(form);
    }
}
