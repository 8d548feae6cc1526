package org.demarche.log.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.log.registry.Entries.outlet;

import java.time.LocalDate;
import org.demarche.log.registry.Outlet.Grade;
import org.demarche.log.registry.Outlet.Reliability;
import org.junit.jupiter.api.Test;

class OutletTest {

    private static final LocalDate NEW_YEAR = LocalDate.parse("2024-01-01");

    @Test
    void a_grade_holds_from_its_day_until_the_next() {
        var daily =
                outlet(
                        "daily",
                        null,
                        new Reliability(Grade.D, NEW_YEAR.plusYears(1)),
                        new Reliability(Grade.B, NEW_YEAR));

        assertThat(daily.gradeOn(NEW_YEAR.minusDays(1))).isEmpty();
        assertThat(daily.gradeOn(NEW_YEAR)).contains(Grade.B);
        assertThat(daily.gradeOn(NEW_YEAR.plusYears(1).minusDays(1))).contains(Grade.B);
        assertThat(daily.gradeOn(NEW_YEAR.plusYears(1))).contains(Grade.D);
    }

    @Test
    void a_grade_without_a_day_has_always_held() {
        assertThat(outlet("daily", null, new Reliability(Grade.F, null)).gradeOn(LocalDate.EPOCH))
                .contains(Grade.F);
    }

    @Test
    void a_report_comes_from_the_agency_it_names_else_the_owner_else_the_outlet() {
        assertThat(outlet("daily", "holding").origin("wire")).isEqualTo("wire");
        assertThat(outlet("daily", "holding").origin(null)).isEqualTo("holding");
        assertThat(outlet("daily", null).origin(null)).isEqualTo("daily");
    }
}
