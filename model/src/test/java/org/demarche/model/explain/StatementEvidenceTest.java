package org.demarche.model.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.ReportBuilder.report;
import static org.demarche.model.ReportBuilder.retracted;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.demarche.model.fold.Dossier;
import org.junit.jupiter.api.Test;

class StatementEvidenceTest {

    @Test
    void a_difference_between_origins_is_a_conflict_and_says_who_reported_which() {
        var evidence =
                only(
                        report("r1", CONDITIONAL, "2024-03-05")
                                .on("border")
                                .to("usa")
                                .in("daily")
                                .filed(),
                        report("r2", CONDITIONAL, "2024-03-05")
                                .on("elections")
                                .to("usa")
                                .in("weekly")
                                .filed());

        assertThat(evidence.contested()).isTrue();
        assertThat(differences(evidence))
                .isEqualTo(
                        "conflict on conditions: border by daily (r1), elections by weekly (r2)");
    }

    @Test
    void a_difference_within_one_origin_is_listed_and_no_conflict() {
        var evidence =
                only(
                        report("r1", CONDITIONAL, "2024-03-05")
                                .on("border")
                                .from("wire")
                                .in("daily")
                                .filed(),
                        report("r2", CONDITIONAL, "2024-03-05")
                                .on("elections")
                                .from("wire")
                                .in("weekly")
                                .filed());

        assertThat(differences(evidence))
                .isEqualTo("difference on conditions: border by wire (r1), elections by wire (r2)");
    }

    @Test
    void silence_on_a_field_contradicts_nobody_but_silence_on_conditions_does() {
        var evidence =
                only(
                        report("r1", CONDITIONAL, "2024-03-05")
                                .on("border")
                                .to("usa")
                                .in("daily")
                                .filed(),
                        report("r2", CONDITIONAL, "2024-03-05").in("weekly").filed());

        assertThat(differences(evidence))
                .isEqualTo(
                        """
                difference on addressees: usa by daily (r1), nothing by weekly (r2)
                conflict on conditions: border by daily (r1), nothing by weekly (r2)""");
    }

    @Test
    void of_a_contested_utterance_both_versions_are_kept_and_the_decisive_account_is_marked() {
        var evidence =
                only(
                        report("r1", AGAINST, "2024-03-05")
                                .utterance("briefing")
                                .in("daily")
                                .filed(),
                        report("r2", FAVOR, "2024-03-05")
                                .utterance("briefing")
                                .in("weekly")
                                .filed(),
                        report("r3", FAVOR, "2024-03-05")
                                .utterance("briefing")
                                .in("herald")
                                .filed());

        assertThat(evidence.stance()).isEqualTo(FAVOR);
        assertThat(evidence.lead().token()).isEqualTo("r2");
        assertThat(
                        evidence.reports().stream()
                                .filter(Attestation::decisive)
                                .map(r -> r.report().token()))
                .containsExactly("r2", "r3");
        assertThat(differences(evidence))
                .isEqualTo(
                        "conflict on stance: against by daily (r1), favor by weekly, herald (r2, r3)");
    }

    @Test
    void a_retracted_report_attests_nothing() {
        assertThat(of(report("r1", FAVOR, "2024-03-05").filed(), retracted("r1", "r2"))).isEmpty();
    }

    @Test
    void statements_stand_in_the_order_of_their_days() {
        assertThat(
                        of(
                                report("r1", FAVOR, "2024-03-05").filed(),
                                report("r2", AGAINST, "2024-03-01").filed(),
                                report("r3", FAVOR, "2024-03").filed()))
                .extracting(evidence -> evidence.saidOn().edtf())
                .containsExactly("2024-03-01", "2024-03", "2024-03-05");
    }

    @Test
    void the_id_of_a_statement_never_changes() {
        var id = new StatementId("norland", "river-treaty", "70be6cf10a356a59af01445c");
        assertThat(only(report("r1", FAVOR, "2024-03-05").filed()).id()).isEqualTo(id);
    }

    private static StatementEvidence only(ReportEvent... events) {
        var evidence = of(events);
        assertThat(evidence).hasSize(1);
        return evidence.getFirst();
    }

    private static List<StatementEvidence> of(ReportEvent... events) {
        var all = Arrays.asList(events);
        var dossier =
                Dossier.of(ReportBuilder.SUBJECT, ReportBuilder.FIRST_RULE, all, PointInTime.NOW);
        return StatementEvidence.of(dossier, all, PointInTime.NOW);
    }

    private static String differences(StatementEvidence evidence) {
        return evidence.differences().stream()
                .map(
                        d ->
                                (d.conflict() ? "conflict" : "difference")
                                        + " on "
                                        + d.field()
                                        + ": "
                                        + d.values().stream()
                                                .map(StatementEvidenceTest::version)
                                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("\n"));
    }

    private static String version(Difference.Value version) {
        var reports =
                version.reports().stream().map(ReportId::token).collect(Collectors.joining(", "));
        return "%s by %s (%s)"
                .formatted(
                        version.value() == null ? "nothing" : version.value(),
                        String.join(", ", version.origins()),
                        reports);
    }
}
