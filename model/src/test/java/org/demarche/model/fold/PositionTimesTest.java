package org.demarche.model.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.ReportBuilder.recorded;
import static org.demarche.model.ReportBuilder.report;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;

import java.time.LocalDate;
import java.util.List;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.junit.jupiter.api.Test;

/** Positions as of a day, and as known at an instant. */
class PositionTimesTest {

    @Test
    void as_of_a_day_and_as_known_at_an_instant_are_the_same_fold_of_fewer_events() {
        var events =
                List.of(
                        report("r1", FAVOR, "2024-03-05").filed(),
                        report("r2", AGAINST, "2024-04-01").filed(),
                        report("r3", CONDITIONAL, "2024-03-20").on("border").filed());

        assertThat(position(events, PointInTime.asOf(LocalDate.parse("2024-03-31"))).stance())
                .isEqualTo(CONDITIONAL);
        assertThat(
                        position(
                                        events,
                                        new PointInTime(
                                                LocalDate.parse("2024-03-31"),
                                                recorded("r2"),
                                                false))
                                .stance())
                .isEqualTo(FAVOR);
        assertThat(position(events, PointInTime.asKnown(recorded("r0"))))
                .isEqualTo(Position.unheard("norland", "river-treaty", Rule.LATEST_OWN_1));
    }

    @Test
    void what_may_have_been_said_by_a_day_counts_where_doubtful_days_are_included() {
        var events =
                List.of(
                        report("r1", FAVOR, "2024-03-05").filed(),
                        report("r2", AGAINST, "2024-03-20/2024-04-10").filed(),
                        report("r3", CONDITIONAL, "[..2024-05-01]").on("tolls").filed(),
                        report("r4", AGAINST, "2024-04-02").filed());

        assertThat(at(events, "2024-04-01", false))
                .isEqualTo(
                        """
                        favor since 2024-03-05
                          heard last 2024-03-05: 1/1/1/1
                          latest 2024-03-05 by ada-lund: r1
                          run: 1/1/1/1""");
        assertThat(at(events, "2024-04-01", true))
                .isEqualTo(
                        """
                        against since [2024-03-20..2024-04-10], open
                          heard last [2024-03-20..2024-04-10]: 3/3/1/1
                          latest [2024-03-20..2024-04-10] by ada-lund: r2
                          run: 1/1/1/1
                          before: favor from 2024-03-05 to 2024-03-05""");
        assertThat(at(events, "2024-03-04", true))
                .startsWith("conditional since [..2024-05-01], uncertain");
    }

    @Test
    void as_of_a_day_what_others_said_by_then_stands_beside() {
        var events =
                List.of(
                        report("r1", FAVOR, "2024-03-05").filed(),
                        report("r2", AGAINST, "2024-03-06").ascribedBy("sudmark").filed(),
                        report("r3", FAVOR, "2024-03-08").ascribedBy("sudmark").filed(),
                        report("r4", FAVOR, "2024-03-08").ascribedBy("ostia").filed());

        assertThat(at(events, "2024-03-07", false))
                .isEqualTo(
                        """
                        favor since 2024-03-05
                          heard last 2024-03-05: 1/1/1/1
                          latest 2024-03-05 by ada-lund: r1
                          run: 1/1/1/1
                          sudmark says: against on 2024-03-06, contradicting""");
    }

    private static Position position(List<ReportEvent> events, PointInTime time) {
        return Dossier.of(ReportBuilder.SUBJECT, ReportBuilder.FIRST_RULE, events, time)
                .position(time);
    }

    private static String at(List<ReportEvent> events, String asOf, boolean uncertain) {
        var time = new PointInTime(LocalDate.parse(asOf), null, uncertain);
        return PositionText.of(position(events, time));
    }
}
