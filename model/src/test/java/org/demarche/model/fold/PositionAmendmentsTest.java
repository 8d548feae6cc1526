package org.demarche.model.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demarche.model.ReportBuilder.report;
import static org.demarche.model.ReportBuilder.retracted;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.model.fold.Given.given;

import org.demarche.model.Interner;
import org.demarche.model.ReportBuilder;
import org.junit.jupiter.api.Test;

/** The effect of repeats, corrections and retractions on a position. */
class PositionAmendmentsTest {

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

    @Test
    void the_offset_is_that_of_the_present_body() {
        var dossier = new Dossier(ReportBuilder.SUBJECT, ReportBuilder.FIRST_RULE, new Interner());
        var favor = report("r1", FAVOR, "2024-03-05").filed();
        dossier.evolve(favor, 7);
        dossier.evolve(favor, 8);
        assertThat(dossier.offsetOf(favor.report())).isEqualTo(7);

        dossier.evolve(report("r1", AGAINST, "2024-03-05").corrected("r2"), 9);
        dossier.evolve(report("r1", AGAINST, "2024-03-05").corrected("r3"), 10);
        dossier.evolve(retracted("r1", "r4"), 11);
        assertThat(dossier.offsetOf(favor.report())).isEqualTo(9);
        assertThatThrownBy(
                        () -> dossier.offsetOf(report("r9", FAVOR, "2024-03-05").filed().report()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("r9");
    }
}
