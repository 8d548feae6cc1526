package org.demarche.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The reference fold on cases that are worked out by hand from the codebook. */
class PairFoldTest {

    private static final ActorAndIssue TOLL = new ActorAndIssue("arvenia", "canal-toll");

    private final PairFold fold = new PairFold();
    private int offset;

    @Test
    void runs_turns_and_evidence_of_a_position() throws Exception {
        file("r1", "against", 1, "courier");
        file("r2", "favor", 2, "courier");
        file("r3", "favor", 3, "gazette");
        file("r4", "favor", 3, "courier");
        file("r5", "against", 3, "herald");

        assertThat(fold.document())
                .isEqualTo(
                        read(
                                """
                                {"stance": "favor", "since": "2024-05-02", "certainty": "certain", "mixed": true, "disputed": true,
                                 "lastHeard": "2024-05-03", "latest": {"saidOn": "2024-05-03"},
                                 "counts": {"statements": 3, "reports": 3, "outlets": 2, "origins": 2},
                                 "outweighed": {"statements": 1, "reports": 1, "outlets": 1, "origins": 1},
                                 "heard": {"statements": 5, "reports": 5, "outlets": 3, "origins": 3},
                                 "previous": {"stance": "against", "since": "2024-05-01", "until": "2024-05-01"}}
                                """));
        assertThat(fold.shifts(TOLL))
                .containsEntry(
                        "x/2024-05-01/2024-05-01/arvenia/canal-toll",
                        new FoldedShift("first", true, null, "against"))
                .containsEntry(
                        "x/2024-05-02/2024-05-02/arvenia/canal-toll",
                        new FoldedShift("flip", true, "against", "favor"))
                .hasSize(2);
    }

    @Test
    void a_tie_goes_on_with_the_stance_before_and_is_open() {
        file("r1", "favor", 1, "courier");
        file("r2", "favor", 2, "courier");
        file("r3", "against", 2, "gazette");

        assertThat(fold.document().stance()).isEqualTo("favor");
        assertThat(fold.document().certainty()).isEqualTo("open");
        assertThat(fold.document().disputed()).isTrue();
    }

    @Test
    void a_tie_without_a_stance_before_is_against_and_the_shift_out_of_it_is_not_certain() {
        file("r1", "favor", 1, "courier");
        file("r2", "against", 1, "gazette");
        file("r3", "favor", 2, "courier");

        assertThat(fold.shifts(TOLL).values())
                .containsExactly(
                        new FoldedShift("first", true, null, "against"),
                        new FoldedShift("flip", false, "against", "favor"));
    }

    @Test
    void more_origins_come_before_more_statements() {
        file("r1", "favor", 1, "courier");
        file("r2", "favor", 1, "courier");
        file("r3", "favor", 1, "courier");
        file("r4", "against", 1, "courier");
        file("r5", "against", 1, "gazette");

        assertThat(fold.document().stance()).isEqualTo("against");
        assertThat(fold.document().mixed()).isTrue();
        assertThat(fold.document().disputed()).isFalse();
    }

    @Test
    void conditional_wins_a_mixed_turn_and_none_wins_nothing() {
        file("r1", "none", 1, "courier");
        file("r2", "favor", 1, "courier");
        assertThat(fold.document().stance()).isEqualTo("favor");

        file("r3", "conditional", 1, "courier");
        assertThat(fold.document().stance()).isEqualTo("conditional");
    }

    @Test
    void kinds_of_shifts() {
        file("r1", "against", 1, "courier");
        file("r2", "conditional", 2, "courier");
        file("r3", "favor", 3, "courier");
        file("r4", "none", 4, "courier");
        file("r5", "favor", 5, "courier");
        file("r6", "conditional", 6, "courier");

        assertThat(fold.shifts(TOLL).values().stream().map(FoldedShift::kind))
                .containsExactly("first", "soften", "soften", "lapse", "resume", "harden");
    }

    @Test
    void a_correction_moves_a_report_a_retraction_takes_it_away_and_a_correction_brings_it_back() {
        file("r1", "favor", 1, "courier");
        file("r2", "against", 2, "courier");

        apply("r2", ReportChange.CORRECTION, "favor", 3);
        assertThat(fold.document().lastHeard()).isEqualTo("2024-05-03");
        assertThat(fold.document().previous()).isNull();

        apply("r2", ReportChange.RETRACTION, null, 0);
        assertThat(fold.document().lastHeard()).isEqualTo("2024-05-01");

        apply("r2", ReportChange.CORRECTION, "none", 4);
        assertThat(fold.document().stance()).isEqualTo("none");
        assertThat(fold.tally()).containsEntry("favor", 1).containsEntry("none", 1).hasSize(2);
    }

    @Test
    void a_second_filing_and_a_change_of_what_nobody_filed_change_nothing() {
        file("r1", "favor", 1, "courier");
        var before = fold.document();

        file("r1", "against", 1, "courier");
        apply("r2", ReportChange.CORRECTION, "against", 2);
        apply("r3", ReportChange.RETRACTION, null, 0);

        assertThat(fold.document()).isEqualTo(before);
    }

    @Test
    void nothing_is_left_of_a_pair_whose_reports_are_all_retracted() throws Exception {
        file("r1", "favor", 1, "courier");
        apply("r1", ReportChange.RETRACTION, null, 0);

        assertThat(fold.document())
                .isEqualTo(
                        read(
                                """
                                {"stance": null, "since": null, "certainty": null, "mixed": false, "disputed": false, "lastHeard": null, "latest": null,
                                 "counts": {"statements": 0, "reports": 0, "outlets": 0, "origins": 0},
                                 "outweighed": {"statements": 0, "reports": 0, "outlets": 0, "origins": 0},
                                 "heard": {"statements": 0, "reports": 0, "outlets": 0, "origins": 0}, "previous": null}
                                """));
    }

    private void file(String id, String stance, int day, String outlet) {
        apply(id, ReportChange.FILING, new Content(stance, LocalDate.of(2024, 5, day), outlet));
    }

    private void apply(String id, ReportChange change, String stance, int day) {
        apply(
                id,
                change,
                stance == null ? null : new Content(stance, LocalDate.of(2024, 5, day), "courier"));
    }

    private void apply(String id, ReportChange change, Content content) {
        fold.apply(new LoggedChange(0, offset++, "w" + offset, id, change, TOLL, content));
    }

    private static PairDocument read(String json) throws Exception {
        return PairDocument.of(new ObjectMapper().readTree(json));
    }
}
