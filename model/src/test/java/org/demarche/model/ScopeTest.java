package org.demarche.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.ReportBuilder.SUBJECT;
import static org.demarche.model.ReportBuilder.report;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;

import java.util.Arrays;
import java.util.List;
import org.demarche.model.edtf.Days;
import org.demarche.model.explain.Difference;
import org.demarche.model.explain.Explanation;
import org.demarche.model.explain.StatementEvidence;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Position;
import org.demarche.model.fold.PositionText;
import org.demarche.model.fold.Rule;
import org.junit.jupiter.api.Test;

/**
 * Entries that count as one, and a part that speaks as the whole: norland was once called nordland,
 * its ministry was part of it in 2024, and the daily was once the morning-daily.
 */
class ScopeTest {

    private static final Scope WHOLE =
            new Scope() {
                @Override
                public String actor(String id) {
                    return switch (id) {
                        case "nordland" -> "norland";
                        case "a-lund" -> "ada-lund";
                        default -> id;
                    };
                }

                @Override
                public String outlet(String id) {
                    return id.equals("morning-daily") ? "daily" : id;
                }

                @Override
                public String origin(String id) {
                    return outlet(id);
                }

                @Override
                public String voice(String id, Days saidOn) {
                    return id.equals("ministry") && isWithin(saidOn) ? "norland" : actor(id);
                }

                @Override
                public boolean covers(String holder, Days saidOn) {
                    return !holder.equals("ministry") || isWithin(saidOn);
                }

                private static boolean isWithin(Days saidOn) {
                    return saidOn.latest().getYear() == 2024;
                }
            };

    @Test
    void what_is_filed_under_a_merged_holder_is_own() {
        assertThat(
                        position(
                                report("r1", FAVOR, "2024-03-05").filed(),
                                report("r2", AGAINST, "2024-04-01").heldBy("nordland").filed(),
                                report("r3", CONDITIONAL, "2024-05-01")
                                        .ascribedBy("nordland")
                                        .on("tolls")
                                        .filed()))
                .isEqualTo(
                        """
                        conditional since 2024-05-01
                          if tolls (daily)
                          heard last 2024-05-01: 3/3/1/1
                          latest 2024-05-01 by ada-lund: r3
                          run: 1/1/1/1
                          before: against from 2024-04-01 to 2024-04-01""");
    }

    @Test
    void statements_keep_the_ids_under_which_they_are_filed() {
        var filed = report("r2", AGAINST, "2024-04-01").heldBy("nordland").filed();
        var position = dossier(filed).position();

        assertThat(position.actor()).isEqualTo("norland");
        assertThat(position.latest().statement().holder()).isEqualTo("nordland");
        assertThat(position.latest().reports().getFirst().report()).isEqualTo(filed.report());
    }

    @Test
    void merged_ascribers_are_one_and_the_later_word_of_both_counts() {
        assertThat(
                        position(
                                report("r1", FAVOR, "2024-03-05")
                                        .narrated()
                                        .in("morning-daily")
                                        .filed(),
                                report("r2", AGAINST, "2024-03-06").narrated().in("daily").filed()))
                .isEqualTo(
                        """
                        no position
                          heard never
                          outlet daily says: against on 2024-03-06""");
    }

    @Test
    void merged_outlets_count_once_and_make_no_conflict_between_origins() {
        var events =
                List.of(
                        report("r1", FAVOR, "2024-03-05").utterance("speech").in("daily").filed(),
                        report("r2", FAVOR, "2024-03-05")
                                .utterance("speech")
                                .in("morning-daily")
                                .to("sudmark")
                                .speaker("a-lund")
                                .filed(),
                        report("r3", FAVOR, "2024-03-05")
                                .utterance("speech")
                                .in("daily")
                                .to("ostia")
                                .filed());
        var dossier = dossier(events.toArray(ReportEvent[]::new));

        assertThat(PositionText.of(dossier.position()))
                .isEqualTo(
                        """
                        favor since 2024-03-05
                          heard last 2024-03-05: 1/3/1/1
                          latest 2024-03-05 by ada-lund: r1 r2 r3
                          run: 1/3/1/1""");
        assertThat(StatementEvidence.of(dossier, events, PointInTime.NOW).getFirst().differences())
                .singleElement()
                .satisfies(
                        difference -> {
                            assertThat(difference.field()).isEqualTo("addressees");
                            assertThat(difference.conflict()).isFalse();
                            assertThat(difference.values())
                                    .extracting(Difference.Value::origins)
                                    .containsOnly(List.of("daily"));
                        });
    }

    @Test
    void a_merged_speaker_is_named_as_the_entry_it_was_merged_into() {
        var position =
                dossier(report("r1", FAVOR, "2024-03-05").speaker("a-lund").filed()).position();

        assertThat(position.latest().speaker()).isEqualTo("ada-lund");
    }

    @Test
    void equal_tokens_of_two_actors_and_two_issues_do_not_clash() {
        assertThat(
                        position(
                                report("r1", FAVOR, "2024-03-05").filed(),
                                report("r1", FAVOR, "2024-03-06").heldBy("nordland").filed(),
                                report("r1", FAVOR, "2024-03-07").heldBy("ministry").filed(),
                                report("r1", FAVOR, "2024-03-08").about("stream-treaty").filed(),
                                new ReportEvent.Retracted(
                                        new ReportId("nordland", "river-treaty", "r1"),
                                        "an error",
                                        ReportBuilder.recorded("r9"))))
                .isEqualTo(
                        """
                        favor since 2024-03-05
                          heard last 2024-03-08: 3/3/1/1
                          latest 2024-03-08 by ada-lund: r1
                          run: 3/3/1/1""");
    }

    @Test
    void what_a_part_says_counts_on_the_days_on_which_it_is_one() {
        assertThat(
                        position(
                                report("r1", FAVOR, "2023-12-31").heldBy("ministry").filed(),
                                report("r2", AGAINST, "2024-01-01").heldBy("ministry").filed(),
                                report("r3", FAVOR, "2025-01-01").heldBy("ministry").filed()))
                .isEqualTo(
                        """
                        against since 2024-01-01
                          heard last 2024-01-01: 1/1/1/1
                          latest 2024-01-01 by ada-lund: r2
                          run: 1/1/1/1""");
    }

    @Test
    void what_a_part_ascribes_to_the_whole_is_own_on_those_days_and_ascribed_on_others() {
        assertThat(
                        position(
                                report("r1", FAVOR, "2024-03-05").ascribedBy("ministry").filed(),
                                report("r2", AGAINST, "2025-01-01").ascribedBy("ministry").filed()))
                .isEqualTo(
                        """
                        favor since 2024-03-05
                          heard last 2024-03-05: 1/1/1/1
                          latest 2024-03-05 by ada-lund: r1
                          run: 1/1/1/1
                          ministry says: against on 2025-01-01, contradicting""");
    }

    @Test
    void a_correction_moves_a_report_into_scope_and_out_of_it() {
        var out = report("r1", FAVOR, "2023-12-31").heldBy("ministry");
        var in = report("r1", FAVOR, "2024-01-01").heldBy("ministry");
        var dossier = dossier(out.filed());
        assertThat(dossier.position().stance()).isNull();

        dossier.evolve(in.corrected("r2"));
        assertThat(dossier.position().stance()).isEqualTo(FAVOR);

        dossier.evolve(out.corrected("r3"));
        assertThat(dossier.position())
                .isEqualTo(Position.unheard("norland", "river-treaty", Rule.LATEST_OWN_1));

        dossier.evolve(
                new ReportEvent.Retracted(
                        new ReportId("ministry", "river-treaty", "r1"),
                        "an error",
                        ReportBuilder.recorded("r4")));
        dossier.evolve(in.corrected("r5"));
        assertThat(dossier.position().stance()).isEqualTo(FAVOR);
    }

    @Test
    void an_explanation_names_no_retracted_statement_from_out_of_scope() {
        var events =
                List.of(
                        report("r1", FAVOR, "2023-12-31").heldBy("ministry").filed(),
                        new ReportEvent.Retracted(
                                new ReportId("ministry", "river-treaty", "r1"),
                                "an error",
                                ReportBuilder.recorded("r2")));
        var dossier = dossier(events.toArray(ReportEvent[]::new));

        assertThat(Explanation.of(dossier, events, PointInTime.NOW).statements()).isEmpty();
    }

    private static String position(ReportEvent... events) {
        return PositionText.of(dossier(events).position());
    }

    private static Dossier dossier(ReportEvent... events) {
        return Dossier.of(
                SUBJECT,
                ReportBuilder.FIRST_RULE.in(WHOLE),
                Arrays.asList(events),
                PointInTime.NOW);
    }
}
