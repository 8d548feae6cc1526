package org.demarche.bench.invented;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.junit.jupiter.api.Test;

class SyntheticReportsTest {

    private static final int COUNT = 40_000;
    private static final List<Filed> RECORDS = reports(1, COUNT);

    /** Without those that repeat one. */
    private static final Collection<Filed> REPORTS =
            RECORDS.stream()
                    .collect(Collectors.toMap(Filed::report, report -> report, (first, _) -> first))
                    .values();

    @Test
    void the_same_seed_makes_the_same_reports() {
        assertThat(reports(7, 2_000)).isEqualTo(reports(7, 2_000));
    }

    @Test
    void another_seed_makes_others() {
        assertThat(reports(7, 100)).doesNotContainAnyElementsOf(reports(8, 100));
    }

    @Test
    void they_are_as_many_as_asked_for_and_some_come_twice_with_the_same_content() {
        assertThat(RECORDS).hasSize(COUNT);
        assertThat(1 - (double) REPORTS.size() / COUNT)
                .isCloseTo(SyntheticReports.DUPLICATED, within(0.005));
        var contents = new HashMap<ReportId, String>();
        for (var report : RECORDS) {
            assertThat(contents.merge(report.report(), report.digest(), (first, _) -> first))
                    .isEqualTo(report.digest());
        }
    }

    @Test
    void the_named_shares_of_statements_are_kept() {
        assertShare(Speakers.ASCRIBED, SyntheticReportsTest::isAscribed);
        assertShare(Speakers.NARRATED, body -> body.spokenFor() == null);
        assertShare(Speakers.SILENT, body -> body.taken() == null);
        assertShare(Speakers.WITH_UTTERANCE, body -> body.utterance() != null);
        assertShare(
                Speakers.UNCERTAIN,
                body -> !body.saidOn().text().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"));
    }

    @Test
    void some_are_filed_long_after_what_they_tell_of() {
        var late =
                REPORTS.stream()
                        .filter(
                                report ->
                                        ChronoUnit.DAYS.between(
                                                        report.body().saidOn().latest(),
                                                        report.recorded()
                                                                .atZone(ZoneOffset.UTC)
                                                                .toLocalDate())
                                                >= 29)
                        .count();
        assertThat((double) late / REPORTS.size()).isCloseTo(Speakers.LATE, within(0.012));
    }

    @Test
    void actors_are_heard_of_as_zipf_has_it() {
        var heard = counts(report -> report.body().holder());
        var harmonic = 0.0;
        for (var rank = 1; rank <= InventedRegistry.ACTORS; rank++) {
            harmonic += 1.0 / rank;
        }
        var first = REPORTS.size() / harmonic;
        assertThat((double) heard.get(0)).isCloseTo(first, within(first * 0.15));
        assertThat((double) heard.get(9)).isCloseTo(first / 10, within(first / 10 * 0.4));
        assertThat(heard).hasSizeBetween(InventedRegistry.ACTORS / 2, InventedRegistry.ACTORS);
        assertThat(counts(report -> report.body().issue())).hasSize(InventedRegistry.ISSUES);
        assertThat(counts(report -> report.body().source().outlet()))
                .hasSize(InventedRegistry.OUTLETS);
        assertThat(counts(report -> Objects.toString(report.body().source().agency(), "none")))
                .hasSize(InventedRegistry.AGENCIES + 1);
    }

    @Test
    void papers_meet_in_a_statement_and_often_on_one_wire() {
        var statements =
                REPORTS.stream()
                        .collect(
                                Collectors.groupingBy(
                                        report ->
                                                StatementId.of(report.body(), report.recorded())));
        assertThat((double) REPORTS.size() / statements.size()).isBetween(1.8, 3.5);
        var onOneWire =
                statements.values().stream()
                        .filter(reports -> reports.size() > origins(reports))
                        .count();
        assertThat((double) onOneWire / statements.size()).isGreaterThan(0.15);
    }

    @Test
    void an_actor_keeps_to_a_stance_for_a_while_and_then_shifts() {
        var last = new HashMap<String, Object>();
        var own = 0;
        var changed = 0;
        for (var report : RECORDS) {
            var body = report.body();
            if (body.holder().equals(body.spokenFor())) {
                own++;
                var before = last.put(body.holder() + '/' + body.issue(), body.stance());
                if (before != null && before != body.stance()) {
                    changed++;
                }
            }
        }
        assertThat((double) changed / own).isBetween(0.005, 0.1);
    }

    @Test
    void texts_are_as_long_as_real_ones_and_some_conditions_have_no_key() {
        assertThat(REPORTS)
                .extracting(report -> report.body().summary().length())
                .allMatch(length -> length > 45 && length <= 160)
                .anyMatch(length -> length > 140);
        assertThat(REPORTS)
                .flatExtracting(report -> report.body().conditions())
                .anyMatch(condition -> condition.key() == null)
                .anyMatch(condition -> condition.key() != null);
    }

    private static List<Filed> reports(long seed, int count) {
        var reports = new ArrayList<Filed>();
        new SyntheticReports(seed, count).forEachRemaining(reports::add);
        return reports;
    }

    /** Shares of statements, taken of their reports. */
    private static void assertShare(double share, Predicate<Report> property) {
        var having = REPORTS.stream().filter(report -> property.test(report.body())).count();
        assertThat((double) having / REPORTS.size()).isCloseTo(share, within(0.3 * share));
    }

    private static boolean isAscribed(Report body) {
        return body.spokenFor() != null && !body.spokenFor().equals(body.holder());
    }

    private static long origins(List<Filed> reports) {
        return reports.stream().map(report -> report.resolved().origin()).distinct().count();
    }

    /** How often each occurs, most often first. */
    private static List<Integer> counts(Function<Filed, String> property) {
        return REPORTS.stream().collect(Collectors.groupingBy(property)).values().stream()
                .map(List::size)
                .sorted(Comparator.reverseOrder())
                .toList();
    }
}
