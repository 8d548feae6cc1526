package org.demarche.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.demarche.torture.Finding.Rule;
import org.junit.jupiter.api.Test;

/** A run without a fault has no finding, and each change to it has the finding of its rule. */
class CheckerTest {

    private static final String A = "torture-0.torture-1.n0";
    private static final String B = "torture-0.torture-1.n1";
    private static final String C = "torture-0.torture-2.n2";

    private final List<Write> writes =
            new ArrayList<>(
                    List.of(
                            new Write(A, 0, Outcome.ACKNOWLEDGED),
                            new Write(B, 0, Outcome.UNKNOWN),
                            new Write(C, 0, Outcome.ACKNOWLEDGED),
                            new Write(A, 1, Outcome.ACKNOWLEDGED),
                            new Write(C, Write.UNNUMBERED, Outcome.UNKNOWN),
                            new Write("torture-0.torture-2.n3", 0, Outcome.REFUSED)));
    private final List<Logged> log =
            new ArrayList<>(
                    List.of(
                            event(A, "favor", "2020-01-01"),
                            event(B, "against", "2021-01-01"),
                            event(C, "favor", "2020-01-01"),
                            event(A + "#1", "against", "2020-01-01"),
                            retracted(C + "#1")));

    @Test
    void a_run_that_kept_every_promise_has_no_finding() {
        assertThat(Checker.log(writes, log)).isEmpty();
        assertThat(Checker.readings(List.of(reading(3, 1, 1), reading(4, 2, 2)))).isEmpty();
        assertThat(Checker.views(Expected.of(log), Expected.of(log))).isEmpty();
    }

    @Test
    void an_unknown_outcome_may_be_either() {
        log.removeIf(one -> one.id().equals(B) || one.id().equals(C + "#1"));

        assertThat(Checker.log(writes, log)).isEmpty();
    }

    @Test
    void an_acknowledged_report_that_is_gone_is_lost() {
        assertRule(Rule.LOST, all -> all.removeIf(one -> one.id().equals(A)));
    }

    @Test
    void an_acknowledged_correction_that_is_gone_is_lost() {
        assertRule(Rule.LOST, all -> all.removeIf(one -> one.id().equals(A + "#1")));
    }

    @Test
    void an_event_that_is_there_twice_is_doubled() {
        assertRule(Rule.DOUBLED, all -> all.add(event(A, "favor", "2020-01-01")));
    }

    @Test
    void a_refused_report_that_is_there_is_invented() {
        assertRule(
                Rule.INVENTED,
                all -> all.add(event("torture-0.torture-2.n3", "favor", "2020-02-02")));
    }

    @Test
    void a_second_event_of_one_unknown_write_is_invented() {
        assertRule(Rule.INVENTED, all -> all.add(retracted(C + "#2")));
    }

    @Test
    void a_read_that_lacks_an_acknowledged_report_is_stale() {
        assertThat(Checker.readings(List.of(reading(3, 0, 0)))).first().matches(is(Rule.STALE));
    }

    @Test
    void a_read_that_counts_more_than_was_written_is_ahead() {
        assertThat(Checker.readings(List.of(reading(3, 3, 0)))).first().matches(is(Rule.AHEAD));
    }

    @Test
    void an_older_version_is_a_step_back_unless_somebody_rolled_back() {
        var newer = reading(4, 1, 2);

        assertThat(Checker.readings(List.of(newer, reading(3, 1, 2))))
                .singleElement()
                .matches(is(Rule.STEPPED_BACK));
        assertThat(Checker.readings(List.of(newer, reading(3, 1, 3)))).isEmpty();
    }

    @Test
    void a_view_that_lacks_has_more_or_has_another_position_differs() {
        assertDiffers(all -> all.remove("torture-0.torture-1"));
        assertDiffers(all -> all.put("torture-0.torture-9", any()));
        assertDiffers(all -> all.put("torture-0.torture-1", any()));
    }

    @Test
    void a_count_that_is_one_more_differs() {
        assertThat(Checker.views(Expected.tally(log), Map.of("torture-0", 3)))
                .singleElement()
                .matches(is(Rule.DIFFERING));
        assertThat(Expected.tally(log)).isEqualTo(Map.of("torture-0", 2));
    }

    @Test
    void the_latest_day_decides_and_a_run_lasts_as_long_as_its_stance() {
        var more =
                List.of(
                        event("x.y.a", "favor", "2020-01-01"),
                        event("x.y.b", "against", "2020-03-01"),
                        event("x.y.c", "favor", "2020-02-01"),
                        event("x.y.d", "against", "2020-04-01"));

        assertThat(Expected.of(more))
                .isEqualTo(
                        Map.of(
                                "x.y",
                                new Expected(
                                        "against",
                                        LocalDate.parse("2020-03-01"),
                                        List.of("favor", "2020-01-01", "2020-02-01"),
                                        4)));
    }

    private void assertRule(Rule rule, Consumer<List<Logged>> mutation) {
        mutation.accept(log);
        assertThat(Checker.log(writes, log)).singleElement().matches(is(rule));
    }

    private void assertDiffers(Consumer<Map<String, Expected>> mutation) {
        var served = new TreeMap<>(Expected.of(log));
        mutation.accept(served);
        assertThat(Checker.views(Expected.of(log), served))
                .singleElement()
                .matches(is(Rule.DIFFERING));
    }

    private static Predicate<Finding> is(Rule rule) {
        return finding -> finding.rule() == rule;
    }

    private static Expected any() {
        return new Expected("favor", LocalDate.parse("2001-01-01"), List.of(), 1);
    }

    private static Reading reading(int version, int reports, int steps) {
        return new Reading("a", "torture-0.torture-1", 1, 2, reports, version, steps, steps);
    }

    private static Logged event(String id, String stance, String day) {
        return new Logged(id, "report-filed", stance, LocalDate.parse(day), "partition 0");
    }

    private static Logged retracted(String id) {
        return new Logged(id, "report-retracted", null, null, "partition 0");
    }
}
