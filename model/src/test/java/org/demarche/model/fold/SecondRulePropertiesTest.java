package org.demarche.model.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.demarche.model.Interner;
import org.demarche.model.PointInTime;
import org.demarche.model.Report;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;
import org.demarche.model.explain.Explanation;
import org.demarche.model.explain.StatementEvidence;
import org.demarche.model.explain.WeighedStatement;

/** The fold by {@code latest-own/2} against the rule written down plainly. */
class SecondRulePropertiesTest {

    private static final Basis BASIS = Basis.by(Rule.LATEST_OWN_2).in(SecondRuleTest.MERGED);

    private static final List<String> DAYS =
            List.of(
                    "",
                    "",
                    "2024-03-01",
                    "2024-03-02",
                    "2024-03-02",
                    "2024-03-03",
                    "2024-03-04",
                    "2024-03",
                    "[..2024-03-02]",
                    "2024-03-02?",
                    "2024-03-02~",
                    "2024-03~",
                    "[2024-03-01..2024-03-02]",
                    "2024-03-03~/2024-03-04",
                    "[2024-03-03..]",
                    "2024-03-06",
                    "2024-04");

    @Property(tries = 2000)
    void the_fold_comes_to_what_the_rule_says_after_every_event(
            @ForAll("lives") List<ReportEvent> life) {
        var running = new Dossier(ReportBuilder.SUBJECT, BASIS, new Interner());
        for (var i = 0; i < life.size(); i++) {
            running.evolve(life.get(i));
            var past = life.subList(0, i + 1);
            var plain = new PlainSecondRule(past, PointInTime.NOW, GradeFilter.NONE);
            assertThat(running.position()).isEqualTo(plain.position());
            var history = running.history(PointInTime.NOW);
            assertThat(history.shifts()).containsExactlyElementsOf(plain.shifts());
            assertThat(history.runs())
                    .extracting(SecondRulePropertiesTest::line)
                    .containsExactlyElementsOf(plain.runs());
        }
    }

    @Property(tries = 1000)
    void statements_come_to_what_the_rule_says(@ForAll("lives") List<ReportEvent> life) {
        var dossier = dossier(life, BASIS, PointInTime.NOW);

        assertThat(StatementEvidence.of(dossier, life, PointInTime.NOW))
                .extracting(SecondRulePropertiesTest::line)
                .containsExactlyElementsOf(
                        new PlainSecondRule(life, PointInTime.NOW, GradeFilter.NONE).statements());
    }

    @Property(tries = 1000)
    void other_times_and_grades_come_to_what_the_rule_says(
            @ForAll("lives") List<ReportEvent> life,
            @ForAll Random random,
            @ForAll boolean uncertain) {
        var log = inTime(life, random);
        for (var day = 1; day <= 7; day++) {
            var asKnown = log.isEmpty() ? null : log.get(random.nextInt(log.size())).recorded();
            var time = new PointInTime(LocalDate.of(2024, 3, day), asKnown, uncertain);
            var filter = filter(random);
            var dossier = dossier(log, BASIS.graded(filter), time);
            var plain = new PlainSecondRule(log, time, filter);

            assertThat(dossier.position(time)).isEqualTo(plain.position());
            assertThat(dossier.history(time).shifts()).containsExactlyElementsOf(plain.shifts());
            assertThat(StatementEvidence.of(dossier, log, time))
                    .extracting(SecondRulePropertiesTest::line)
                    .containsExactlyElementsOf(plain.statements());
        }
    }

    @Property(tries = 500)
    void any_order_and_any_repeat_come_to_the_same(
            @ForAll("lives") List<ReportEvent> life, @ForAll Random random) {
        var filed = filed(life);
        var other = new ArrayList<>(filed);
        other.addAll(filed);
        Collections.shuffle(other, random);

        var one = dossier(filed, BASIS, PointInTime.NOW);
        var two = dossier(other, BASIS, PointInTime.NOW);

        assertThat(two.position()).isEqualTo(one.position());
        assertThat(two.history(PointInTime.NOW)).isEqualTo(one.history(PointInTime.NOW));
        assertThat(explained(other)).isEqualTo(explained(filed));
    }

    /** With what a read by grades sets aside. */
    private static Explanation explained(List<ReportEvent> events) {
        var basis = BASIS.graded(new GradeFilter("C", 4, false));
        return Explanation.of(dossier(events, basis, PointInTime.NOW), events, PointInTime.NOW);
    }

    @Property(tries = 500)
    void no_id_decides_a_stance_a_day_a_condition_a_count_or_a_shift(
            @ForAll("lives") List<ReportEvent> life, @ForAll Random random) {
        var names = new ArrayList<Integer>();
        for (var i = 0; i < 100; i++) {
            names.add(i);
        }
        Collections.shuffle(names, random);
        var filed =
                filed(life).stream()
                        .filter(it -> !isUnnamed(((ReportEvent.Filed) it).body()))
                        .toList();
        var renamed = filed.stream().map(event -> renamed(event, names)).toList();

        assertThat(withoutIds(dossier(renamed, BASIS, PointInTime.NOW)))
                .isEqualTo(withoutIds(dossier(filed, BASIS, PointInTime.NOW)));
    }

    @Property(tries = 500)
    void a_shift_into_each_turn_at_most_and_no_certain_one_without_an_order(
            @ForAll("lives") List<ReportEvent> life) {
        var shifts = dossier(life, BASIS, PointInTime.NOW).history(PointInTime.NOW).shifts();

        assertThat(shifts).extracting(shift -> shift.to().saidOn().plain()).doesNotHaveDuplicates();
        for (var shift : shifts) {
            if (shift.certain() && shift.from() != null) {
                assertThat(shift.to().saidOn().earliest()).isAfter(shift.from().saidOn().latest());
            }
        }
        assertThat(shifts)
                .filteredOn(shift -> shift.certain() && shift.from() == null)
                .hasSizeLessThanOrEqualTo(1);
    }

    @Property(tries = 500)
    void the_last_run_of_a_history_is_the_position_and_what_counts_explains_it(
            @ForAll("lives") List<ReportEvent> life) {
        var dossier = dossier(life, BASIS, PointInTime.NOW);
        var position = dossier.position();
        var runs = dossier.history(PointInTime.NOW).runs();
        var explained = Explanation.of(dossier, life, PointInTime.NOW).statements();

        assertThat(runs.isEmpty()).isEqualTo(position.stance() == null);
        if (!runs.isEmpty()) {
            assertThat(runs.getLast().counts()).isEqualTo(position.counts());
            assertThat(runs.getLast().outweighed()).isEqualTo(position.outweighed());
        }
        assertThat(explained).extracting(WeighedStatement::statement).doesNotHaveDuplicates();
        assertThat(explained)
                .filteredOn(one -> one.reason().counted())
                .hasSize(position.counts().statements())
                .allMatch(one -> one.stance() == position.stance());
    }

    /** Of such a statement the first report decides the origin, and its id which is first. */
    private static boolean isUnnamed(Report body) {
        return body.spokenFor() != null && body.speaker() == null && body.utterance() == null;
    }

    /** The first filing under each id. */
    private static List<ReportEvent> filed(List<ReportEvent> life) {
        var known = new HashSet<ReportId>();
        return life.stream()
                .filter(ReportEvent.Filed.class::isInstance)
                .filter(event -> known.add(event.report()))
                .toList();
    }

    private static Dossier dossier(List<ReportEvent> events, Basis basis, PointInTime time) {
        return Dossier.of(ReportBuilder.SUBJECT, basis, events, time);
    }

    private static String line(StatementEvidence one) {
        return PlainSecondRule.line(
                one.id(),
                one.stance(),
                one.saidOn(),
                one.contested(),
                one.open(),
                one.counts(),
                one.outweighed(),
                one.denied());
    }

    private static String line(History.Stretch run) {
        return PlainSecondRule.line(
                run.stance(),
                run.since(),
                run.until(),
                run.conditions(),
                run.certain(),
                run.counts(),
                run.outweighed(),
                run.statements().stream().map(History.Said::statement).toList());
    }

    private static GradeFilter filter(Random random) {
        var reliability = List.of("", "A", "C", "E").get(random.nextInt(4));
        var credibility = random.nextInt(6);
        return new GradeFilter(
                reliability.isEmpty() ? null : reliability,
                credibility == 0 ? null : credibility,
                random.nextBoolean());
    }

    /** The same report under another token, and every utterance under another name. */
    private static ReportEvent renamed(ReportEvent event, List<Integer> names) {
        var filed = (ReportEvent.Filed) event;
        var suffix = "-" + names.getFirst();
        var id = filed.report();
        var number = Integer.parseInt(id.token().substring(1));
        var other = new ReportId(id.holder(), id.issue(), "r" + names.get(number));
        return new ReportEvent.Filed(
                other,
                renamed(filed.body(), suffix),
                filed.resolved(),
                filed.digest(),
                filed.recorded());
    }

    private static Report renamed(Report body, String suffix) {
        return new Report(
                body.holder(),
                body.spokenFor(),
                body.issue(),
                body.speaker(),
                body.stance(),
                body.conditions(),
                body.saidOn(),
                body.saidAt(),
                body.saidAtOffset(),
                body.venue(),
                body.addressees(),
                body.act(),
                body.quote(),
                body.summary(),
                body.utterance() == null ? null : body.utterance() + suffix,
                body.saidAfter() == null ? null : body.saidAfter() + suffix,
                body.denies() == null ? null : body.denies() + suffix,
                body.source(),
                body.credibility(),
                body.coder());
    }

    private static String withoutIds(Dossier dossier) {
        var position = dossier.position();
        var shifts =
                dossier.history(PointInTime.NOW).shifts().stream()
                        .map(
                                it ->
                                        PlainSecondRule.line(
                                                it.kind(),
                                                it.between(),
                                                it.certain(),
                                                it.from() == null ? null : it.from().stance(),
                                                it.to().stance(),
                                                it.to().conditions().stream().sorted().toList()))
                        .toList();
        return PlainSecondRule.line(
                position.stance(),
                position.since(),
                position.certainty(),
                position.mixed(),
                position.disputed(),
                position.lastHeard(),
                position.counts(),
                position.outweighed(),
                position.heard(),
                position.previous(),
                position.conditions().stream().map(String::valueOf).sorted().toList(),
                position.ascribed().stream().map(SecondRulePropertiesTest::withoutId).toList(),
                shifts);
    }

    private static String withoutId(Position.Ascribed it) {
        return PlainSecondRule.line(
                it.by(), it.narrated(), it.stance(), it.saidOn().plain(), it.contradicts());
    }

    /** The same events, recorded one after the other, now and then in one instant. */
    private static List<ReportEvent> inTime(List<ReportEvent> life, Random random) {
        var second = 0;
        var log = new ArrayList<ReportEvent>();
        for (var event : life) {
            second += random.nextInt(3);
            log.add(ReportBuilder.recorded(event, ReportBuilder.recorded("r" + second)));
        }
        return log;
    }

    /** Reports are filed, corrected, retracted and reinstated. */
    @Provide
    Arbitrary<List<ReportEvent>> lives() {
        return Arbitraries.randomValue(SecondRulePropertiesTest::life);
    }

    private static List<ReportEvent> life(Random random) {
        var life = new ArrayList<ReportEvent>();
        var filed = new HashSet<String>();
        var length = random.nextInt(30);
        for (var i = 0; i < length; i++) {
            var number = 1 + random.nextInt(15);
            var token = "r" + number;
            var holder = number < 13 ? ReportBuilder.HOLDER : "nordland";
            var report = report(random).token(token).filedUnder(holder);
            if (filed.add(token)) {
                life.add(report.filed());
            } else {
                life.add(
                        switch (random.nextInt(4)) {
                            case 0 -> ReportBuilder.retracted(holder, token, "r900");
                            case 1 -> report.filed();
                            default -> report.corrected(token);
                        });
            }
        }
        return life;
    }

    private static ReportBuilder report(Random random) {
        var stance = any(random, List.of(Stance.values()));
        var day = any(random, DAYS);
        var report =
                ReportBuilder.report("r0", stance, day.isEmpty() ? null : day)
                        .in(any(random, List.of("daily", "weekly", "herald")))
                        .from(any(random, List.of("daily", "wire", "norland")))
                        .published("2024-03-0" + (1 + random.nextInt(6)));
        if (random.nextInt(20) == 0) {
            report.published(null);
        }
        if (random.nextInt(20) == 0) {
            report.publishedIn(any(random, List.of("2024-02", "2024-03")));
        }
        if (random.nextInt(5) < 3) {
            report.utterance(utterance(random));
        }
        if (random.nextInt(4) == 0) {
            report.saidAfter(utterance(random));
        }
        if (random.nextInt(3) == 0) {
            report.at("2024-03-02T1%d:00:00Z".formatted(random.nextInt(3)));
        }
        if (stance == Stance.NONE && random.nextInt(2) == 0) {
            report.denying(utterance(random));
        }
        if (stance == Stance.CONDITIONAL && random.nextInt(3) > 0) {
            var texts = List.of("when it is done", "only after that", "not before");
            report.on(any(random, List.of("border", "elections")), any(random, texts));
        }
        if (stance == Stance.CONDITIONAL && random.nextInt(5) == 0) {
            report.onText("a text");
        }
        if (random.nextInt(3) == 0) {
            report.graded(any(random, List.of("A", "C", "D", "E", "F")), 1 + random.nextInt(6));
        }
        return switch (random.nextInt(14)) {
            case 0 -> report.narrated();
            case 1, 2 -> report.ascribedBy("sudmark");
            case 3 -> report.quoted();
            case 4 ->
                    report.officialRecordOf(any(random, List.of("norland", "nordland", "sudmark")));
            case 5 -> stance == Stance.NONE ? report.declining() : report;
            case 6, 7 -> report.speaker("bo-ek");
            case 8, 9 -> report.unnamed();
            default -> report;
        };
    }

    private static String utterance(Random random) {
        return any(random, List.of("briefing", "speech", "interview", "call"));
    }

    private static <T> T any(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
