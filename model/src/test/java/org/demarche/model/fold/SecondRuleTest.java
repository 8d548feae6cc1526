package org.demarche.model.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demarche.model.ReportBuilder.SUBJECT;
import static org.demarche.model.ReportBuilder.report;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.model.Stance.NONE;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.demarche.model.Grades;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportEvent;
import org.demarche.model.Scope;
import org.demarche.model.StatementId;
import org.demarche.model.explain.Explanation;
import org.demarche.model.explain.StatementEvidence;
import org.demarche.model.explain.WeighedStatement;
import org.demarche.model.explain.WeighedStatement.Reason;
import org.junit.jupiter.api.Test;

/** By {@code latest-own/2}: merged entries, evidence and explanations, and many reports at once. */
class SecondRuleTest {

    private static final Basis BASIS = Basis.by(Rule.LATEST_OWN_2);

    /** Nordland was merged into norland. */
    static final Scope MERGED =
            new Scope() {
                @Override
                public String actor(String id) {
                    return id.equals("nordland") ? "norland" : id;
                }
            };

    @Test
    void an_utterance_that_is_named_under_a_merged_holder_is_the_same() {
        var events =
                List.of(
                        report("r1", FAVOR, "2024-03-05").utterance("speech").filed(),
                        report("r2", AGAINST, "2024-03-05")
                                .heldBy("nordland")
                                .saidAfter("speech")
                                .filed(),
                        report("r3", NONE, "2024-03-06")
                                .heldBy("nordland")
                                .denying("speech")
                                .filed());
        var dossier = Dossier.of(SUBJECT, BASIS.in(MERGED), events, PointInTime.NOW);

        assertThat(dossier.position().stance()).isEqualTo(AGAINST);
        assertThat(dossier.position().certainty()).isEqualTo(Position.Certainty.CERTAIN);
        assertThat(StatementEvidence.of(dossier, events, PointInTime.NOW))
                .filteredOn(one -> !one.denied().isEmpty())
                .extracting(one -> one.reports().getFirst().report().token())
                .containsExactly("r1");
    }

    @Test
    void by_the_first_version_a_denial_is_a_stance_and_marks_nothing() {
        var events =
                List.of(
                        report("r1", FAVOR, "2024-03-05").utterance("speech").filed(),
                        report("r2", NONE, "2024-03-06").denying("speech").filed());
        var position =
                Dossier.of(SUBJECT, Basis.by(Rule.LATEST_OWN_1), events, PointInTime.NOW)
                        .position();

        assertThat(position.stance()).isEqualTo(NONE);
        assertThat(position.rule().label()).isEqualTo("latest-own/1");
    }

    @Test
    void ids_of_statements_are_the_same_by_both_rules() {
        var events =
                List.of(
                        report("r1", FAVOR, "2024-03-05?").filed(),
                        report("r2", NONE, "2024-03-07").denying("speech").filed(),
                        report("r3", FAVOR, "2024-03-09").published("2024-03-08").filed(),
                        report("r4", FAVOR, "2024-03").published("2024-03-08").filed());

        assertThat(ids(events, Rule.LATEST_OWN_2)).isEqualTo(ids(events, Rule.LATEST_OWN_1));
    }

    @Test
    void an_explanation_names_denials_and_what_was_set_aside() {
        var events =
                List.of(
                        report("r1", FAVOR, "2024-03-05").utterance("speech").filed(),
                        report("r2", FAVOR, "2024-03-05")
                                .utterance("speech")
                                .in("jester")
                                .graded("E", null)
                                .filed(),
                        report("r3", AGAINST, "2024-03-06").graded("D", 5).filed(),
                        report("r4", NONE, "2024-03-07").denying("speech").filed());
        var basis = BASIS.graded(new GradeFilter("C", null, false));
        var dossier = Dossier.of(SUBJECT, basis, events, PointInTime.NOW);
        var explained = Explanation.of(dossier, events, PointInTime.NOW).statements();

        assertThat(explained)
                .extracting(WeighedStatement::reason)
                .containsExactly(Reason.DENIAL, Reason.SET_ASIDE, Reason.DECISIVE);
        assertThat(explained.get(1).setAside())
                .extracting(Position.LatestReport::grades)
                .containsExactly(new Grades("D", 5));
        assertThat(explained.get(2).reports()).isEqualTo(1);
        assertThat(explained.get(2).setAside())
                .extracting(one -> one.report().token())
                .containsExactly("r2");
        assertThat(explained.get(2).denied()).hasSize(1);
    }

    @Test
    void what_was_set_aside_is_told_as_it_would_count_and_not_as_it_was_filed() {
        var first = report("r1", FAVOR, "2024-03-05").published("2024-03-06").graded("E", null);
        var second = report("r2", AGAINST, "2024-03-06").published("2024-03-07").graded("E", null);
        var events =
                List.of(
                        first.utterance("speech").in("jester").filed(),
                        second.utterance("speech").in("farce").filed(),
                        report("r3", NONE, "2024-03-08").denying("speech").filed());
        var told = setAside(events);

        assertThat(told.stance()).isEqualTo(AGAINST);
        assertThat(told.saidOn().edtf()).isEqualTo("2024-03-06");
        assertThat(told.reason()).isEqualTo(Reason.SET_ASIDE);
        assertThat(told.denied()).hasSize(1);
        assertThat(told.setAside())
                .extracting(one -> one.report().token())
                .containsExactly("r2", "r1");
        assertThat(setAside(List.of(events.get(1), events.get(2), events.get(0)))).isEqualTo(told);
    }

    /** The oldest of what an explanation names that asks for a reliability of C. */
    private static WeighedStatement setAside(List<ReportEvent> events) {
        var basis = BASIS.graded(new GradeFilter("C", null, false));
        var dossier = Dossier.of(SUBJECT, basis, events, PointInTime.NOW);
        return Explanation.of(dossier, events, PointInTime.NOW).statements().getLast();
    }

    @Test
    void a_difference_on_days_is_a_conflict_where_two_origins_share_no_day() {
        assertThat(conflictOnDays("2024-03-05", "2024-03", "weekly")).isFalse();
        assertThat(conflictOnDays("2024-03-05", "2024-03-06", "weekly")).isTrue();
        assertThat(conflictOnDays("2024-03-05", "2024-03-06", "daily")).isFalse();
    }

    @Test
    void a_bound_on_grades_is_one_that_can_be_met() {
        assertThatThrownBy(() -> new GradeFilter("F", null, false))
                .hasMessage("The reliability 'F' is not a bound: write one of A to E");
        assertThatThrownBy(() -> new GradeFilter(null, 6, false))
                .hasMessage("The credibility 6 is not a bound: write one of 1 to 5");
    }

    @Test
    void accounts_of_many_days_that_weigh_the_same_span_all_of_them() {
        var events =
                IntStream.range(0, 1_000)
                        .mapToObj(
                                i ->
                                        report("r" + i, FAVOR, day(i))
                                                .published("2024-12-31")
                                                .utterance("speech")
                                                .in("outlet-" + i)
                                                .filed())
                        .toList();
        var dossier = Dossier.of(SUBJECT, BASIS, events, PointInTime.NOW);

        assertThat(dossier.position().since().edtf()).isEqualTo("[2024-01-01..2024-02-19]");
        assertThat(dossier.position().counts().reports()).isEqualTo(1_000);
    }

    /** Four of five without a day, the others on fifty days. */
    private static String day(int i) {
        return i % 5 != 0
                ? "[..2024-12-31]"
                : LocalDate.of(2024, 1, 1).plusDays(i / 5 % 50).toString();
    }

    private static boolean conflictOnDays(String one, String other, String outlet) {
        var events =
                List.of(
                        report("r1", FAVOR, one).utterance("speech").filed(),
                        report("r2", FAVOR, other).utterance("speech").in(outlet).filed());
        var dossier = Dossier.of(SUBJECT, BASIS, events, PointInTime.NOW);
        return StatementEvidence.of(dossier, events, PointInTime.NOW)
                .getFirst()
                .differences()
                .stream()
                .filter(difference -> difference.field().equals("saidOn"))
                .findFirst()
                .orElseThrow()
                .conflict();
    }

    private static List<StatementId> ids(List<ReportEvent> events, Rule rule) {
        var dossier = Dossier.of(SUBJECT, Basis.by(rule), events, PointInTime.NOW);
        return StatementEvidence.of(dossier, events, PointInTime.NOW).stream()
                .map(StatementEvidence::id)
                .sorted(Comparator.comparing(StatementId::digest))
                .toList();
    }
}
