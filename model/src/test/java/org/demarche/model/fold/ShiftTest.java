package org.demarche.model.fold;

import static org.demarche.model.ReportBuilder.report;
import static org.demarche.model.ReportBuilder.retracted;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.model.Stance.NONE;
import static org.demarche.model.fold.Given.given;

import org.junit.jupiter.api.Test;

/** Each kind of shift, and what is none. */
class ShiftTest {

    @Test
    void the_first_position_opens_the_history() {
        given().when(report("r1", FAVOR, "2024-03-05"))
                .thenShifts("first in 2024-03-05: favor (2024-03-05, ada-lund: r1)");
    }

    @Test
    void from_favor_to_against_and_back_is_a_flip() {
        given(report("r1", FAVOR, "2024-03-05"), report("r2", AGAINST, "2024-04-01"))
                .when(report("r3", FAVOR, "2024-05-01").speaker("bo-ek"))
                .thenShifts(
"""
first in 2024-03-05: favor (2024-03-05, ada-lund: r1)
flip in [2024-03-05..2024-04-01]: favor (2024-03-05, ada-lund: r1) to against (2024-04-01, ada-lund: r2)
flip in [2024-04-01..2024-05-01]: against (2024-04-01, ada-lund: r2) to favor (2024-05-01, bo-ek: r3)
""");
    }

    @Test
    void towards_favor_it_softens_by_way_of_a_condition() {
        given(
                        report("r1", AGAINST, "2024-03-05"),
                        report("r2", CONDITIONAL, "2024-04-01").on("tolls"))
                .when(report("r3", FAVOR, "2024-05-01"))
                .thenShifts(
"""
first in 2024-03-05: against (2024-03-05, ada-lund: r1)
soften in [2024-03-05..2024-04-01]: against (2024-03-05, ada-lund: r1) to conditional if tolls (2024-04-01, ada-lund: r2)
soften in [2024-04-01..2024-05-01]: conditional if tolls (2024-04-01, ada-lund: r2) to favor (2024-05-01, ada-lund: r3)
""");
    }

    @Test
    void towards_against_it_hardens_by_way_of_a_condition() {
        given(
                        report("r1", FAVOR, "2024-03-05"),
                        report("r2", CONDITIONAL, "2024-04-01").on("tolls"))
                .when(report("r3", AGAINST, "2024-05-01"))
                .thenShifts(
"""
first in 2024-03-05: favor (2024-03-05, ada-lund: r1)
harden in [2024-03-05..2024-04-01]: favor (2024-03-05, ada-lund: r1) to conditional if tolls (2024-04-01, ada-lund: r2)
harden in [2024-04-01..2024-05-01]: conditional if tolls (2024-04-01, ada-lund: r2) to against (2024-05-01, ada-lund: r3)
""");
    }

    @Test
    void to_take_no_side_any_more_is_a_lapse_and_to_take_one_again_is_to_resume() {
        given(report("r1", AGAINST, "2024-03-05"), report("r2", NONE, "2024-04-01"))
                .when(report("r3", CONDITIONAL, "2024-05-01").onText("if asked"))
                .thenShifts(
"""
first in 2024-03-05: against (2024-03-05, ada-lund: r1)
lapse in [2024-03-05..2024-04-01]: against (2024-03-05, ada-lund: r1) to none (2024-04-01, ada-lund: r2)
resume in [2024-04-01..2024-05-01]: none (2024-04-01, ada-lund: r2) to conditional (2024-05-01, ada-lund: r3)
""");
    }

    @Test
    void other_conditions_are_other_terms_within_one_run() {
        given(report("r1", CONDITIONAL, "2024-03-05").on("border").on("tolls"))
                .when(report("r2", CONDITIONAL, "2024-04-01").on("tolls"))
                .when(report("r3", CONDITIONAL, "2024-05-01").on("tolls"))
                .thenShifts(
"""
first in 2024-03-05: conditional if border, tolls (2024-03-05, ada-lund: r1)
terms in [2024-03-05..2024-04-01]: conditional if border, tolls (2024-03-05, ada-lund: r1) to conditional if tolls (2024-04-01, ada-lund: r2)
""");
    }

    @Test
    void the_order_of_conditions_is_no_other_terms() {
        given(report("r1", CONDITIONAL, "2024-03-05").on("border").on("tolls"))
                .when(report("r2", CONDITIONAL, "2024-04-01").on("tolls").on("border"))
                .thenShifts(
                        "first in 2024-03-05: conditional if border, tolls (2024-03-05, ada-lund: r1)");
    }

    @Test
    void where_a_condition_has_no_key_nothing_is_said_of_terms() {
        given(report("r1", CONDITIONAL, "2024-03-05").on("border"))
                .when(report("r2", CONDITIONAL, "2024-04-01").on("tolls").onText("and a vote"))
                .when(report("r3", CONDITIONAL, "2024-05-01"))
                .thenShifts(
                        "first in 2024-03-05: conditional if border (2024-03-05, ada-lund: r1)");
    }

    @Test
    void a_late_report_makes_two_shifts_of_one_and_its_retraction_one_of_two() {
        var before =
"""
first in 2024-03-05: favor (2024-03-05, ada-lund: r1)
flip in [2024-03-05..2024-05-01]: favor (2024-03-05, ada-lund: r1) to against (2024-05-01, ada-lund: r2)
""";
        var late = report("r3", CONDITIONAL, "2024-04-01").on("tolls");
        given(report("r1", FAVOR, "2024-03-05"), report("r2", AGAINST, "2024-05-01"))
                .thenShifts(before);
        given(report("r1", FAVOR, "2024-03-05"), report("r2", AGAINST, "2024-05-01"))
                .when(late)
                .thenShifts(
"""
first in 2024-03-05: favor (2024-03-05, ada-lund: r1)
harden in [2024-03-05..2024-04-01]: favor (2024-03-05, ada-lund: r1) to conditional if tolls (2024-04-01, ada-lund: r3)
harden in [2024-04-01..2024-05-01]: conditional if tolls (2024-04-01, ada-lund: r3) to against (2024-05-01, ada-lund: r2)
""");
        given(report("r1", FAVOR, "2024-03-05"), report("r2", AGAINST, "2024-05-01"))
                .when(late)
                .when(retracted("r3", "r4"))
                .thenShifts(before);
    }

    @Test
    void a_correction_of_the_day_moves_the_shift_with_it() {
        given(report("r1", FAVOR, "2024-03-05"), report("r2", AGAINST, "2024-05-01"))
                .when(report("r2", AGAINST, "2024-02-01").corrected("r3"))
                .thenShifts(
"""
first in 2024-02-01: against (2024-02-01, ada-lund: r2)
flip in [2024-02-01..2024-03-05]: against (2024-02-01, ada-lund: r2) to favor (2024-03-05, ada-lund: r1)
""");
    }

    @Test
    void what_is_outweighed_on_its_day_shifts_nothing() {
        given(report("r1", CONDITIONAL, "2024-03-05").on("tolls"))
                .when(report("r2", AGAINST, "2024-04-01"))
                .when(report("r3", CONDITIONAL, "2024-04-01").on("tolls"))
                .thenShifts("first in 2024-03-05: conditional if tolls (2024-03-05, ada-lund: r1)");
    }

    @Test
    void what_others_say_and_what_is_declined_to_say_shifts_nothing() {
        given(report("r1", FAVOR, "2024-03-05"))
                .when(report("r2", AGAINST, "2024-04-01").ascribedBy("sudmark"))
                .when(report("r3", AGAINST, "2024-04-02").narrated())
                .when(report("r4", NONE, "2024-04-03").declining())
                .thenShifts("first in 2024-03-05: favor (2024-03-05, ada-lund: r1)");
    }

    @Test
    void while_days_are_uncertain_so_is_when_it_happened() {
        given(report("r1", FAVOR, "[..2024-03-05]").published("2024-03-05"))
                .when(report("r2", AGAINST, "2024-03"))
                .thenShifts(
"""
first in [..2024-03-05]: favor ([..2024-03-05], ada-lund: r1)
flip in [..2024-03-31]: favor ([..2024-03-05], ada-lund: r1) to against (2024-03, ada-lund: r2)
""");
    }

    @Test
    void nothing_said_is_no_shift() {
        given(report("r1", FAVOR, "2024-03-05")).when(retracted("r1", "r2")).thenShifts("");
    }
}
