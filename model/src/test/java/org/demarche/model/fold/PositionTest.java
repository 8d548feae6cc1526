package org.demarche.model.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.ReportBuilder.recorded;
import static org.demarche.model.ReportBuilder.report;
import static org.demarche.model.ReportBuilder.retracted;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.model.Stance.NONE;
import static org.demarche.model.fold.Given.given;

import java.time.LocalDate;
import java.util.List;
import org.demarche.model.Interner;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
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

    @Test
    void a_repeat_changes_nothing_and_other_content_under_the_same_id_is_refused() {
        var dossier = new Dossier(ReportBuilder.SUBJECT, ReportBuilder.FIRST_RULE, new Interner());
        var first = dossier.evolve(report("r1", FAVOR, "2024-03-05").filed());
        assertThat(first).isInstanceOf(Outcome.Folded.class);
        var position = dossier.position();

        assertThat(dossier.evolve(report("r1", FAVOR, "2024-03-05").filed()))
                .isEqualTo(new Outcome.Repeated());
        assertThat(dossier.evolve(report("r1", AGAINST, "2024-03-05").digest("f").filed()))
                .isEqualTo(new Outcome.Refused("id-taken"));
        assertThat(dossier.evolve(retracted("r7", "r8")))
                .isEqualTo(new Outcome.Refused("no-such-report"));
        assertThat(dossier.position()).isEqualTo(position);
    }

    @Test
    void a_retraction_undoes_what_only_it_supported() {
        given(report("r1", FAVOR, "2024-03-05"), report("r2", AGAINST, "2024-04-01"))
                .when(retracted("r2", "r3"))
                .then(
                        """
                favor since 2024-03-05
                  heard last 2024-03-05: 1/1/1/1
                  latest 2024-03-05 by ada-lund: r1
                  run: 1/1/1/1
                """);
    }

    @Test
    void what_a_retracted_report_alone_lent_to_an_account_is_gone_with_it() {
        given(
                        report("r1", AGAINST, "2024-03-05")
                                .utterance("briefing")
                                .in("daily")
                                .quoted(),
                        report("r2", FAVOR, "2024-03-05")
                                .utterance("briefing")
                                .in("weekly")
                                .published("2024-03-09"),
                        report("r3", AGAINST, "2024-03-05").utterance("briefing").in("daily"))
                .when(retracted("r1", "r4"))
                .then(
                        """
                favor since 2024-03-05
                  heard last 2024-03-05: 1/2/2/2
                  latest 2024-03-05 by ada-lund, contested: r3 r2
                  run: 1/2/2/2
                """);
    }

    @Test
    void a_correction_moves_a_report_to_another_statement_and_reinstates_a_retracted_one() {
        given(report("r1", FAVOR, "2024-03-05"), report("r2", FAVOR, "2024-03-05").in("weekly"))
                .when(retracted("r2", "r3"))
                .when(report("r2", AGAINST, "2024-03-06").in("weekly").corrected("r4"))
                .then(
                        """
                against since 2024-03-06
                  heard last 2024-03-06: 2/2/2/2
                  latest 2024-03-06 by ada-lund: r2
                  run: 1/1/1/1
                  before: favor from 2024-03-05 to 2024-03-05
                """);
    }

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

    @Test
    void a_correction_to_what_stands_already_is_a_repeat() {
        var dossier = new Dossier(ReportBuilder.SUBJECT, ReportBuilder.FIRST_RULE, new Interner());
        var favor = report("r1", FAVOR, "2024-03-05");
        dossier.evolve(favor.filed());

        assertThat(dossier.evolve(favor.corrected("r2"))).isEqualTo(new Outcome.Repeated());
        assertThat(dossier.evolve(report("r1", AGAINST, "2024-03-05").corrected("r3")))
                .isInstanceOf(Outcome.Folded.class);
        assertThat(dossier.evolve(favor.filed())).isEqualTo(new Outcome.Repeated());
        assertThat(dossier.evolve(favor.corrected("r4"))).isInstanceOf(Outcome.Folded.class);
        assertThat(dossier.evolve(retracted("r1", "r5"))).isInstanceOf(Outcome.Folded.class);
        assertThat(dossier.evolve(retracted("r1", "r6"))).isEqualTo(new Outcome.Repeated());
        assertThat(dossier.evolve(favor.corrected("r7"))).isInstanceOf(Outcome.Folded.class);
        assertThat(dossier.position().stance()).isEqualTo(FAVOR);
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
