package org.demarche.model.fold;

import static org.demarche.model.ReportBuilder.report;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.model.Stance.NONE;
import static org.demarche.model.fold.Given.given;

import org.junit.jupiter.api.Test;

class PositionTest {

    @Test
    void a_first_report_gives_a_first_position() {
        given().when(report("r1", FAVOR, "2024-03-05"))
                .then(
                        """
                favor since 2024-03-05
                  heard last 2024-03-05: 1/1/1/1
                  latest 2024-03-05 by ada-lund: r1
                  run: 1/1/1/1
                """);
    }

    @Test
    void statements_of_one_stance_in_a_row_are_one_run_since_its_first() {
        given(report("r1", AGAINST, "2024-01-10"), report("r2", FAVOR, "2024-02-01"))
                .when(report("r3", FAVOR, "2024-03-05").in("weekly"))
                .then(
                        """
                favor since 2024-02-01
                  heard last 2024-03-05: 3/3/2/2
                  latest 2024-03-05 by ada-lund: r3
                  run: 2/2/2/2
                  before: against from 2024-01-10 to 2024-01-10
                """);
    }

    @Test
    void a_late_report_about_an_old_day_changes_the_past_and_not_the_present() {
        given(
                        report("r1", CONDITIONAL, "2022-12-02").on("border"),
                        report("r2", FAVOR, "2024-03-03"))
                .when(report("r3", AGAINST, "2023-02-19"))
                .then(
                        """
                favor since 2024-03-03
                  heard last 2024-03-03: 3/3/1/1
                  latest 2024-03-03 by ada-lund: r2
                  run: 1/1/1/1
                  before: against from 2023-02-19 to 2023-02-19
                """);
    }

    @Test
    void what_others_ascribe_and_outlets_narrate_moves_nothing_and_is_listed_beside() {
        given(report("r1", FAVOR, "2024-03-05"))
                .when(report("r2", AGAINST, "2024-03-06").ascribedBy("sudmark"))
                .when(report("r3", FAVOR, "2024-03-07").narrated().in("weekly"))
                .then(
                        """
                favor since 2024-03-05
                  heard last 2024-03-05: 1/1/1/1
                  latest 2024-03-05 by ada-lund: r1
                  run: 1/1/1/1
                  sudmark says: against on 2024-03-06, contradicting
                  outlet weekly says: favor on 2024-03-07
                """);
    }

    @Test
    void while_only_others_speak_of_it_there_is_no_position() {
        given().when(report("r1", AGAINST, "2024-03-06").ascribedBy("sudmark"))
                .then(
                        """
                no position
                  heard never
                  sudmark says: against on 2024-03-06
                """);
    }

    @Test
    void each_ascriber_is_folded_by_the_same_rules() {
        given(
                        report("r1", AGAINST, "2024-03-06").ascribedBy("sudmark"),
                        report("r2", FAVOR, "2024-03-08").ascribedBy("sudmark"))
                .when(report("r3", NONE, "2024-03-07").ascribedBy("ostia"))
                .then(
                        """
                no position
                  heard never
                  ostia says: none on 2024-03-07
                  sudmark says: favor on 2024-03-08
                """);
    }

    @Test
    void a_refusal_to_comment_is_heard_and_moves_nothing() {
        given(report("r1", FAVOR, "2024-03-05"))
                .when(report("r2", NONE, "2024-04-01").declining())
                .then(
                        """
                favor since 2024-03-05
                  heard last 2024-04-01: 2/2/1/1
                  latest 2024-03-05 by ada-lund: r1
                  run: 1/1/1/1
                """);
    }

    @Test
    void a_refusal_to_comment_alone_is_no_position() {
        given().when(report("r1", NONE, "2024-04-01").declining())
                .then(
                        """
                no position
                  heard last 2024-04-01: 1/1/1/1
                """);
    }

    @Test
    void saying_that_one_takes_no_side_is_a_position() {
        given(report("r1", FAVOR, "2024-03-05"))
                .when(report("r2", NONE, "2024-04-01"))
                .then(
                        """
                none since 2024-04-01
                  heard last 2024-04-01: 2/2/1/1
                  latest 2024-04-01 by ada-lund: r2
                  run: 1/1/1/1
                  before: favor from 2024-03-05 to 2024-03-05
                """);
    }
}
