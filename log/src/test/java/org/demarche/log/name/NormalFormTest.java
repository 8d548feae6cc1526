package org.demarche.log.name;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "U.S.A., usa",
        "U.S., us",
        "US, us",
        "U. S., us",
        "U.S.-based, us based",
        "J.D. Roe, jd roe",
        "J. D. Roe, jd roe",
        "JD Roe, jd roe",
        "J. Roe, j roe",
        "J.Roe, j roe",
        "Ada B. Lund, ada b lund",
        "D.R. Congo, dr congo",
        "D.R.Congo, dr congo",
        "DR Congo, dr congo",
        "С.Ш.А., сша",
        "U\u3002S\u3002, us",
        "U\uff61S\uff61, us",
        "G.7 of 3.5, g 7 of 3 5",
        "No. 10, no 10",
        "  Xi  Jinping , xi jinping",
        "ukraine-talks, ukraine talks",
        "Ukraine\u00a0talks, ukraine talks",
        "مُحَمَّد, محمد",
        "मोदी, मोदी",
        "北京, 北京",
        "!!!, ''",
        "Tromsø, tromso",
        "Æthel Œuvre, aethel oeuvre",
        "Þórr Ðarr, thorr darr",
        "Ħamrun Đà Nẵng, hamrun da nang",
        "Azərbaycan, azerbaycan",
        "Aşgabat, asgabat",
        "Ŋalipa, nalipa",
        "ⱥƀȼɇ, abce",
        "ɉƚɍⱦɏ, jlrty",
        "ȺɃȻɆ, abce",
        "\u05ea\u05dc\u05be\u05d0\u05d1\u05d9\u05d1, \u05ea\u05dc \u05d0\u05d1\u05d9\u05d1",
        "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd, \u05e9\u05dc\u05d5\u05dd",
    })
    void names_are_compared_without_case_accents_and_punctuation(String name, String form) {
        assertThat(NormalForm.of(name)).isEqualTo(form);
    }

    @ParameterizedTest(name = "U+{0}")
    @ValueSource(
            ints = {
                0x00ad, 0x034f, 0x0640, 0x061c, 0x115f, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e,
                0x200f, 0x202e, 0x2060, 0x2066, 0x3164, 0xfe0f, 0xfeff, 0xe0061
            })
    void a_character_that_nobody_sees_is_nothing(int character) {
        var unseen = Character.toString(character);

        assertThat(NormalForm.of("Nor%1$slan%1$sd %1$s".formatted(unseen))).isEqualTo("norland");
        assertThat(NormalForm.of("U.%1$sS.".formatted(unseen))).isEqualTo("us");
        assertThat(NormalForm.of(unseen)).isEmpty();
    }

    @ParameterizedTest(name = "U+{0}")
    @ValueSource(
            ints = {
                '\'', '`', 0x00b4, 0x02b9, 0x02bb, 0x02bc, 0x02bd, 0x02be, 0x02bf, 0x02c8, 0x02ee,
                0x055a, 0x05f3, 0x2018, 0x2019, 0x201b, 0x2032, 0xa78c, 0xff07
            })
    void apostrophes_are_one(int apostrophe) {
        assertThat(NormalForm.of("Sana%sa".formatted(Character.toString(apostrophe))))
                .isEqualTo("sana a");
    }

    /** Escaped, for an editor shows them from right to left. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "yeh, \u0627\u06cc\u0631\u0627\u0646, \u0627\u064a\u0631\u0627\u0646",
        "alef maksura, \u0639\u0644\u0649, \u0639\u0644\u064a",
        "Kurdish yeh, \u062f\u06ce, \u062f\u064a",
        "signs of the Quran, \u0645\u06d6\u0635\u06e2\u0631\u06ed, \u0645\u0635\u0631",
        "yeh barree, \u0645\u06d2, \u0645\u064a",
        "kaf, \u06a9\u0627\u0628\u0644, \u0643\u0627\u0628\u0644",
        "heh goal, \u06c1\u0646\u062f, \u0647\u0646\u062f",
        "heh doachashmee, \u0628\u06be\u0627\u0631\u062a, \u0628\u0647\u0627\u0631\u062a",
        "teh marbuta, \u063a\u0632\u0629, \u063a\u0632\u0647",
        "alef with hamza, \u0623\u0646\u0642\u0631\u0629, \u0627\u0646\u0642\u0631\u0629",
        "alef wasla, \u0671\u0644, \u0627\u0644",
        "presentation forms, \ufee3\ufebc\ufeae, \u0645\u0635\u0631",
        "half space, \u0645\u06cc\u200c\u0631\u0648\u062f, \u0645\u064a\u0631\u0648\u062f",
        "tatweel, \u0645\u0640\u0640\u0635\u0631, \u0645\u0635\u0631",
        "Persian digits, \u06f1\u06f2\u06f3, 123",
        "Arabic digits, \u0661\u0662\u0663, 123",
        "Devanagari digits, \u0967\u0968\u0969, 123",
    })
    void persian_and_arabic_forms_of_one_letter_are_one(String kind, String one, String other) {
        assertThat(NormalForm.of(one)).isEqualTo(NormalForm.of(other)).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "Plan B. A spokesman, plan b a spokesman",
        "the U.S. envoy, the us envoy",
        "from the U.S. A spokesman, from the us a spokesman",
        "J. D. Roe, j d roe",
        "J.D. Roe, jd roe",
    })
    void in_prose_a_dot_before_a_space_may_end_a_sentence(String text, String form) {
        assertThat(NormalForm.ofProse(text)).isEqualTo(form);
    }

    @Property
    void a_text_in_ascii_has_the_form_that_it_would_have_among_others(
            @ForAll @CharRange(from = 0, to = 0x7f) String text) {
        assertThat(NormalForm.of(text)).isEqualTo(NormalForm.ofAny(text, 2));
        assertThat(NormalForm.ofProse(text)).isEqualTo(NormalForm.ofAny(text, 0));
    }

    @Example
    void marks_with_an_invisible_character_between_are_in_order() {
        assertThat(NormalForm.of("\u0483\u180b\u0731")).isEqualTo("\u0731\u0483");
    }

    @Property
    void the_normal_form_of_a_normal_form_is_itself(@ForAll String name) {
        var form = NormalForm.of(name);
        assertThat(NormalForm.of(form)).isEqualTo(form);
    }
}
