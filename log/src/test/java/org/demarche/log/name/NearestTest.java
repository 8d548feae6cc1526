package org.demarche.log.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource({
        "Rusia, Russia",
        "Rsusia, Russia",
        "Dimitri Peskow, Dmitry Peskov",
        "Peskow, Dmitry Peskov",
        "Peskov Dmitry, Dmitry Peskov",
        "organisation, organization",
        "nmae, name",
        "ALIAS, aliases",
    })
    void a_slip_of_the_pen_is_near(String slip, String meant) {
        assertThat(Nearest.among(List.of("zzz", meant)).to(slip)).containsExactly(meant);
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource({
        "China, Chile",
        "Sergey Lavrov, Sergei Shoigu",
        "Foreign ministry of Arcadia, Foreign ministry of Ruritania",
        "Macron, Marcos",
        "conditional, confidential",
    })
    void another_word_with_the_same_beginning_is_not(String other, String known) {
        assertThat(Nearest.among(List.of(known)).to(other)).isEmpty();
    }

    @Test
    void the_nearest_come_first_and_three_at_most() {
        assertThat(Nearest.among(List.of("Giorgia", "Georgian", "Georgia", "Gorgia")).to("Georgia"))
                .containsExactly("Georgia", "Georgian", "Gorgia");
    }

    @Test
    void the_same_letters_come_first() {
        assertThat(Nearest.among(List.of("Peskova", "Dmitry Peskov")).to("Peskov"))
                .containsExactly("Dmitry Peskov", "Peskova");
        assertThat(Nearest.among(List.of("Newlander", "New Land", "Newlands")).to("Newland"))
                .first()
                .isEqualTo("New Land");
        assertThat(Nearest.among(List.of("Star", "Evening Star")).to("Evning Star"))
                .containsExactly("Evening Star", "Star");
        assertThat(Nearest.among(List.of("Perez Lund", "P\u00e9rez Lund")).to("P\u00e9rez"))
                .containsExactly("P\u00e9rez Lund", "Perez Lund");
    }

    @Test
    void a_word_of_a_long_text_says_little_and_a_name_in_it_more() {
        assertThat(Nearest.among(List.of("Arvenia")).to("Bank of Arvenia")).isEmpty();
        assertThat(Nearest.among(List.of("Ida Reyes")).to("the foreign minister Ida Reyes"))
                .containsExactly("Ida Reyes");
    }

    @Test
    void a_very_long_text_is_near_to_nothing() {
        assertThat(Nearest.among(List.of("a".repeat(201))).to("a".repeat(201))).isEmpty();
    }
}
