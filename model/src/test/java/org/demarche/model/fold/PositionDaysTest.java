package org.demarche.model.fold;

import static org.demarche.model.ReportBuilder.report;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.model.Stance.NONE;
import static org.demarche.model.fold.Given.given;

import org.junit.jupiter.api.Test;

/** How the statements of one day, and of uncertain days, make a position. */
class PositionDaysTest {

    @Test
    void on_one_day_any_conditional_wins_and_lists_what_it_depends_on_with_who_reported_it() {
        given(
                        report("r1", FAVOR, "2024-03-05"),
                        report("r2", CONDITIONAL, "2024-03-05").on("border").in("weekly"),
                        report("r3", CONDITIONAL, "2024-03-05")
                                .on("border")
                                .onText("a treaty first")
                                .in("herald"))
                .when(report("r4", AGAINST, "2024-03-05"))
                .then(
                        """
                conditional since 2024-03-05, mixed
                  if border (herald, weekly)
                  if a treaty first (herald)
                  heard last 2024-03-05: 3/4/3/3
                  latest 2024-03-05 by ada-lund: r2 r3
                  run: 3/4/3/3
                """);
    }

    @Test
    void of_favor_and_against_on_one_day_the_one_with_more_origins_counts() {
        given(
                        report("r1", FAVOR, "2024-03-05").in("daily"),
                        report("r2", AGAINST, "2024-03-05").in("weekly"))
                .when(report("r3", FAVOR, "2024-03-05").in("herald"))
                .then(
                        """
                favor since 2024-03-05, mixed, disputed
                  heard last 2024-03-05: 2/3/3/3
                  latest 2024-03-05 by ada-lund: r1 r3
                  run: 2/3/3/3
                """);
    }

    @Test
    void where_origins_are_equal_the_later_published_counts() {
        given(report("r1", AGAINST, "2024-03-05").published("2024-03-07"))
                .when(report("r2", FAVOR, "2024-03-05").published("2024-03-06").in("weekly"))
                .then(
                        """
                against since 2024-03-05, mixed, disputed
                  heard last 2024-03-05: 2/2/2/2
                  latest 2024-03-05 by ada-lund: r1
                  run: 2/2/2/2
                """);
    }

    @Test
    void a_day_is_not_disputed_where_one_origin_carries_both() {
        given(report("r1", AGAINST, "2024-03-05"))
                .when(report("r2", FAVOR, "2024-03-05"))
                .then(
                        """
                favor since 2024-03-05, mixed
                  heard last 2024-03-05: 2/2/1/1
                  latest 2024-03-05 by ada-lund: r2
                  run: 2/2/1/1
                """);
    }

    @Test
    void none_counts_on_a_day_only_if_nothing_else_was_said() {
        given(report("r1", AGAINST, "2024-03-05"))
                .when(report("r2", NONE, "2024-03-05").in("weekly"))
                .then(
                        """
                against since 2024-03-05, mixed, disputed
                  heard last 2024-03-05: 2/2/2/2
                  latest 2024-03-05 by ada-lund: r1
                  run: 2/2/2/2
                """);
    }

    @Test
    void where_all_of_a_day_have_an_instant_the_last_decides() {
        given(report("r1", CONDITIONAL, "2024-03-05").on("border").at("2024-03-05T09:00:00Z"))
                .when(report("r2", AGAINST, "2024-03-05").at("2024-03-05T15:00:00Z"))
                .then(
                        """
                against since 2024-03-05, mixed
                  heard last 2024-03-05: 2/2/1/1
                  latest 2024-03-05 by ada-lund: r2
                  run: 2/2/1/1
                """);
    }

    @Test
    void where_one_of_a_day_has_no_instant_no_instant_counts() {
        given(report("r1", CONDITIONAL, "2024-03-05").on("border").at("2024-03-05T09:00:00Z"))
                .when(report("r2", AGAINST, "2024-03-05"))
                .then(
                        """
                conditional since 2024-03-05, mixed
                  if border (daily)
                  heard last 2024-03-05: 2/2/1/1
                  latest 2024-03-05 by ada-lund: r1
                  run: 2/2/1/1
                """);
    }

    @Test
    void what_is_uncertain_never_outranks_what_is_dated_inside_its_interval() {
        given(report("r1", FAVOR, "2024-03-05"))
                .when(report("r2", AGAINST, "2024-03"))
                .then(
                        """
                favor since 2024-03-05, open
                  heard last 2024-03-05: 2/2/1/1
                  latest 2024-03-05 by ada-lund: r1
                  run: 1/1/1/1
                  before: against from 2024-03 to 2024-03
                """);
    }

    @Test
    void an_uncertain_day_in_the_run_makes_it_uncertain() {
        given(report("r1", FAVOR, "2024-03"))
                .when(report("r2", FAVOR, "2024-03-05"))
                .then(
                        """
                favor since 2024-03, uncertain
                  heard last 2024-03-05: 2/2/1/1
                  latest 2024-03-05 by ada-lund: r2
                  run: 2/2/1/1
                """);
    }

    @Test
    void a_questionable_day_makes_the_run_uncertain() {
        given().when(report("r1", FAVOR, "2024-03-05?").published("2024-03-06"))
                .then(
                        """
                favor since 2024-03-05, uncertain
                  heard last 2024-03-05: 1/1/1/1
                  latest 2024-03-05 by ada-lund: r1
                  run: 1/1/1/1
                """);
    }

    @Test
    void without_a_day_it_was_said_by_the_day_of_publication_else_of_recording() {
        given(report("r1", FAVOR, null).published("2024-03-05"))
                .when(report("r2", FAVOR, null).published(null))
                .then(
                        """
                favor since [..2024-03-05], uncertain
                  heard last [..2025-01-01]: 2/2/1/1
                  latest [..2025-01-01] by ada-lund: r2
                  run: 2/2/1/1
                """);
    }
}
