package org.demarche.log.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.log.registry.Entries.part;
import static org.demarche.log.registry.Entries.person;

import java.time.LocalDate;
import org.demarche.log.registry.Actor.Office;
import org.demarche.model.edtf.Edtf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActorTest {

    private static final Actor ENVOY =
            person(
                    "envoy",
                    part("arcadia", "Citizen", null, null),
                    part("arcadia", "Deputy minister", "2010-03", "2014"),
                    part("arcadia", "Minister", "2014-06-01", "2019-12-31"),
                    part("union", null, "2020", null),
                    part("union", "Observer", "2022~", "2022"));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "1990-01-01, Citizen, arcadia",
        "2010-02-28, Citizen, arcadia",
        "2010-03-01, Deputy minister, arcadia",
        "2014-05-31, Deputy minister, arcadia",
        "2014-06-01, Minister, arcadia",
        "2019-12-31, Minister, arcadia",
        "2020-01-01, Citizen, arcadia",
        "2022-01-01, Observer, union",
        "2022-12-31, Observer, union",
        "2023-01-01, Citizen, arcadia",
    })
    void the_office_of_a_day_is_the_one_taken_up_last_of_those_that_cover_it(
            LocalDate day, String role, String of) {
        assertThat(ENVOY.officeOn(day)).contains(new Office(role, of));
    }

    @ParameterizedTest
    @CsvSource({
        "1991-12-26, 1991-12-26, false",
        "1991-12-26, 1991-12-27, true",
        "1991-12-26, 1991-12, false",
        "1991-12-26, 1992, true",
        "1991-12-26, 1991-12-20/1992-03-01, false",
        "1991-12-26, ../1995, false",
        "1991~, 1991-12-31, false",
        "1991?, 1992-01-01, true",
        "1990/.., 2020-01-01, false",
        ", 2020-01-01, false",
    })
    void a_day_is_after_the_end_if_all_that_it_may_mean_is(String to, String days, boolean after) {
        assertThat(Entries.ended("union", to).hasEndedBefore(Edtf.parse(days))).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"2009-12-31", "2012-01-01"})
    void outside_every_term_there_is_no_office(LocalDate day) {
        var minister = person("minister", part("arcadia", "Minister", "2010", "2011"));

        assertThat(minister.officeOn(day)).isEmpty();
    }
}
