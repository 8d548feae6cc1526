package org.demarche.log;

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
    void a_very_long_text_is_near_to_nothing() {
        assertThat(Nearest.among(List.of("a".repeat(201))).to("a".repeat(201))).isEmpty();
    }
}
