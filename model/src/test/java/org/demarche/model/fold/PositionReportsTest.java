package org.demarche.model.fold;

import static org.demarche.model.ReportBuilder.report;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.model.fold.Given.given;

import org.junit.jupiter.api.Test;

/** How several reports of one statement count. */
class PositionReportsTest {

    @Test
    void two_outlets_on_one_statement_are_one_statement_and_on_one_wire_one_origin() {
        given(report("r1", FAVOR, "2024-03-05").in("daily").from("wire"))
                .when(report("r2", FAVOR, "2024-03-05").in("weekly").from("wire"))
                .then(
                        """
                favor since 2024-03-05
                  heard last 2024-03-05: 1/2/2/1
                  latest 2024-03-05 by ada-lund: r1 r2
                  run: 1/2/2/1
                """);
    }

    @Test
    void reports_of_one_utterance_meet_and_the_account_of_more_origins_counts() {
        given(
                        report("r1", AGAINST, "2024-03-05").utterance("briefing").in("daily"),
                        report("r2", FAVOR, "2024-03-05").utterance("briefing").in("weekly"))
                .when(report("r3", FAVOR, "2024-03-05").utterance("briefing").in("herald"))
                .then(
                        """
                favor since 2024-03-05
                  heard last 2024-03-05: 1/3/3/3
                  latest 2024-03-05 by ada-lund, contested: r1 r2 r3
                  run: 1/3/3/3
                """);
    }

    @Test
    void of_one_utterance_the_official_record_of_the_speakers_side_counts_first() {
        given(
                        report("r1", AGAINST, "2024-03-05").utterance("briefing").in("daily"),
                        report("r2", AGAINST, "2024-03-05").utterance("briefing").in("weekly"))
                .when(
                        report("r3", FAVOR, "2024-03-05")
                                .utterance("briefing")
                                .in("gazette")
                                .officialRecordOf("norland"))
                .then(
                        """
                favor since 2024-03-05
                  heard last 2024-03-05: 1/3/3/3
                  latest 2024-03-05 by ada-lund, contested: r1 r2 r3
                  run: 1/3/3/3
                """);
    }

    @Test
    void of_one_utterance_a_direct_quote_counts_before_the_later_publication() {
        given(report("r1", AGAINST, "2024-03-05").utterance("briefing").in("daily").quoted())
                .when(
                        report("r2", FAVOR, "2024-03-05")
                                .utterance("briefing")
                                .in("weekly")
                                .published("2024-03-09"))
                .then(
                        """
                against since 2024-03-05
                  heard last 2024-03-05: 1/2/2/2
                  latest 2024-03-05 by ada-lund, contested: r1 r2
                  run: 1/2/2/2
                """);
    }

    @Test
    void an_utterance_that_some_ascribe_and_most_call_own_moves_the_position_as_own() {
        given(
                        report("r1", AGAINST, "2024-03-05")
                                .utterance("briefing")
                                .in("daily")
                                .ascribedBy("sudmark"))
                .when(report("r2", AGAINST, "2024-03-05").utterance("briefing").in("weekly"))
                .when(report("r3", AGAINST, "2024-03-05").utterance("briefing").in("herald"))
                .then(
                        """
                against since 2024-03-05
                  heard last 2024-03-05: 1/3/3/3
                  latest 2024-03-05 by ada-lund, contested: r1 r2 r3
                  run: 1/3/3/3
                """);
    }

    @Test
    void other_conditions_in_reports_of_one_statement_make_it_contested_and_no_shift() {
        given(report("r1", CONDITIONAL, "2024-03-05").on("border").in("daily"))
                .when(report("r2", CONDITIONAL, "2024-03-05").on("elections").in("weekly"))
                .then(
                        """
                conditional since 2024-03-05
                  if border (daily)
                  if elections (weekly)
                  heard last 2024-03-05: 1/2/2/2
                  latest 2024-03-05 by ada-lund, contested: r1 r2
                  run: 1/2/2/2
                """);
    }

    @Test
    void texts_without_a_key_are_never_compared() {
        given(report("r1", CONDITIONAL, "2024-03-05").onText("the border opens").in("daily"))
                .when(report("r2", CONDITIONAL, "2024-03-05").onText("an open border").in("weekly"))
                .then(
                        """
                conditional since 2024-03-05
                  if the border opens (daily)
                  if an open border (weekly)
                  heard last 2024-03-05: 1/2/2/2
                  latest 2024-03-05 by ada-lund: r1 r2
                  run: 1/2/2/2
                """);
    }
}
