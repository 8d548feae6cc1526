package org.demarche.model.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.demarche.model.Interner;
import org.demarche.model.PointInTime;
import org.demarche.model.Report;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.Scope;
import org.demarche.model.Stance;
import org.demarche.model.explain.Explanation;
import org.demarche.model.explain.StatementEvidence;
import org.demarche.model.explain.WeighedStatement;

/** A few outlets, speakers and days, so that reports meet, agree and quarrel all the time. */
class FoldPropertiesTest extends FoldHistories {

    @Property(tries = 2000)
    void the_fold_comes_to_what_the_rule_says_written_down_plainly(
            @ForAll("lives") List<ReportEvent> life) {
        var running = new Dossier(ReportBuilder.SUBJECT, ReportBuilder.FIRST_RULE, new Interner());
        for (var i = 0; i < life.size(); i++) {
            running.evolve(life.get(i));
            assertThat(running.position()).isEqualTo(PlainFold.of(life.subList(0, i + 1)));
        }
    }

    @Property(tries = 1000)
    void as_known_at_an_instant_is_what_was_served_then_for_every_prefix_of_the_log(
            @ForAll("lives") List<ReportEvent> life, @ForAll Random random) {
        var log = inTime(life, random);
        for (var event : log) {
            var known = PointInTime.asKnown(event.recorded());
            var prefix =
                    log.stream().filter(one -> !one.recorded().isAfter(event.recorded())).toList();
            var served = dossier(prefix, PointInTime.NOW);
            var asked = dossier(log, known);

            assertThat(asked.position(known)).isEqualTo(served.position());
            assertThat(asked.history(known)).isEqualTo(served.history(PointInTime.NOW));
            assertThat(StatementEvidence.of(asked, log, known))
                    .isEqualTo(StatementEvidence.of(served, prefix, PointInTime.NOW));
            assertThat(Explanation.of(asked, log, known))
                    .isEqualTo(Explanation.of(served, prefix, PointInTime.NOW));
        }
    }

    @Property(tries = 1000)
    void both_times_and_doubtful_days_come_to_what_the_rule_says(
            @ForAll("lives") List<ReportEvent> life,
            @ForAll Random random,
            @ForAll boolean uncertain) {
        var log = inTime(life, random);
        for (var day = 1; day <= 6; day++) {
            var asOf = LocalDate.of(2024, 3, day);
            var asKnown = log.isEmpty() ? null : log.get(random.nextInt(log.size())).recorded();
            var time = new PointInTime(asOf, asKnown, uncertain);
            var dossier = dossier(log, time);

            assertThat(dossier.position(time)).isEqualTo(PlainFold.of(log, time));
            assertThat(dossier.history(time).shifts())
                    .containsExactlyElementsOf(PlainFold.shifts(log, time));
        }
    }

    @Property(tries = 1000)
    void a_report_of_the_last_turn_is_known_as_one(@ForAll("lives") List<ReportEvent> life) {
        var dossier = dossier(life, PointInTime.NOW);
        var runs = dossier.history(PointInTime.NOW).runs();
        var last = runs.isEmpty() ? null : runs.getLast().until();

        assertThat(dossier.lastTurn()).isEqualTo(last);
        for (var one : StatementEvidence.of(dossier, life, PointInTime.NOW)) {
            var inLastTurn =
                    one.voice().equals("own") && one.stance() != null && one.saidOn().equals(last);
            assertThat(one.reports())
                    .allMatch(report -> dossier.isInLastTurn(report.report()) == inLastTurn);
        }
        assertThat(
                        dossier.isInLastTurn(
                                new ReportId(ReportBuilder.HOLDER, ReportBuilder.ISSUE, "unknown")))
                .isFalse();
    }

    @Property(tries = 500)
    void the_last_run_of_a_history_is_the_position(@ForAll("lives") List<ReportEvent> life) {
        var dossier = dossier(life, PointInTime.NOW);
        var position = dossier.position();
        var runs = dossier.history(PointInTime.NOW).runs();

        assertThat(runs.isEmpty()).isEqualTo(position.stance() == null);
        if (!runs.isEmpty()) {
            var last = runs.getLast();
            assertThat(last.stance()).isEqualTo(position.stance());
            assertThat(last.since()).isEqualTo(position.since());
            assertThat(last.conditions()).isEqualTo(position.conditions());
            assertThat(last.counts()).isEqualTo(position.counts());
        }
        if (runs.size() > 1) {
            var before = runs.get(runs.size() - 2);
            assertThat(new Position.Previous(before.stance(), before.since(), before.until()))
                    .isEqualTo(position.previous());
        }
    }

    @Property(tries = 500)
    void an_explanation_names_every_statement_once_and_what_counted_makes_the_position(
            @ForAll("lives") List<ReportEvent> life) {
        var dossier = dossier(life, PointInTime.NOW);
        var explanation = Explanation.of(dossier, life, PointInTime.NOW);
        var position = dossier.position();

        assertThat(explanation.statements())
                .extracting(WeighedStatement::statement)
                .doesNotHaveDuplicates()
                .containsAll(
                        StatementEvidence.of(dossier, life, PointInTime.NOW).stream()
                                .map(StatementEvidence::id)
                                .toList());
        assertThat(explanation.stance()).isEqualTo(position.stance());
        var decisive =
                explanation.statements().stream()
                        .filter(one -> one.reason() == WeighedStatement.Reason.DECISIVE)
                        .toList();
        assertThat(decisive).hasSize(position.stance() == null ? 0 : 1);
        assertThat(explanation.statements())
                .filteredOn(one -> one.reason().counted())
                .allMatch(one -> one.stance() == position.stance());
    }

    /** A statement that an outlet narrates keeps its outlet. */
    @Property(tries = 1000)
    void outlets_that_became_one_come_to_what_one_outlet_does(
            @ForAll("lives") List<ReportEvent> life, @ForAll Random random) {
        var renamed =
                life.stream().map(event -> random.nextBoolean() ? renamed(event) : event).toList();

        var one = dossier(life, PointInTime.NOW);
        var two =
                Dossier.of(
                        ReportBuilder.SUBJECT,
                        ReportBuilder.FIRST_RULE.in(MERGED),
                        renamed,
                        PointInTime.NOW);

        assertThat(two.position().counts()).isEqualTo(one.position().counts());
        assertThat(PositionText.of(two.position())).isEqualTo(PositionText.of(one.position()));
        assertThat(two.history(PointInTime.NOW)).isEqualTo(one.history(PointInTime.NOW));
        assertThat(conflicts(two, renamed)).isEqualTo(conflicts(one, life));
    }

    private static final Scope MERGED =
            new Scope() {
                @Override
                public String outlet(String id) {
                    return id.replaceAll("-old$", "");
                }

                @Override
                public String origin(String id) {
                    return outlet(id);
                }
            };

    private static List<List<String>> conflicts(Dossier dossier, List<ReportEvent> events) {
        return StatementEvidence.of(dossier, events, PointInTime.NOW).stream()
                .map(one -> one.differences().stream().map(it -> it.field()).sorted().toList())
                .toList();
    }

    private static ReportEvent renamed(ReportEvent event) {
        return switch (event) {
            case ReportEvent.Filed(var id, var body, var resolved, var digest, var at)
                    when body.spokenFor() != null ->
                    new ReportEvent.Filed(id, renamed(body), renamed(resolved), digest, at);
            case ReportEvent.Corrected(var id, var body, var resolved, var digest, var at)
                    when body.spokenFor() != null ->
                    new ReportEvent.Corrected(id, renamed(body), renamed(resolved), digest, at);
            default -> event;
        };
    }

    private static Report renamed(Report body) {
        var source = body.source();
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
                body.utterance(),
                body.saidAfter(),
                body.denies(),
                new Report.Source(
                        source.outlet() + "-old",
                        source.agency(),
                        source.url(),
                        source.publishedOn(),
                        source.published(),
                        source.publishedAt(),
                        source.language(),
                        source.relay()),
                body.credibility(),
                body.coder());
    }

    private static Resolved renamed(Resolved resolved) {
        return new Resolved(
                resolved.origin().equals(ReportBuilder.HOLDER)
                        ? resolved.origin()
                        : resolved.origin() + "-old",
                resolved.outletKind(),
                resolved.outletGrade(),
                resolved.holderKind(),
                resolved.speakerOffice());
    }

    /** Runs of many statements, and statements of many reports. */
    @Property(tries = 100)
    void a_long_history_too(@ForAll Random random) {
        var running = new Dossier(ReportBuilder.SUBJECT, ReportBuilder.FIRST_RULE, new Interner());
        var life = new ArrayList<ReportEvent>();
        for (var i = 0; i < 250; i++) {
            var again = i > 100 && random.nextInt(4) == 0;
            var token = "r" + (again ? random.nextInt(i) : i);
            life.add(
                    again
                            ? ReportBuilder.retracted(token, "r900")
                            : persistent(random).token(token).filed());
        }
        var possible = possible(life);
        for (var i = 0; i < possible.size(); i++) {
            running.evolve(possible.get(i));
            var position = running.position();
            if (i > 60 && random.nextInt(8) == 0) {
                assertThat(position).isEqualTo(PlainFold.of(possible.subList(0, i + 1)));
            }
        }
    }

    /** Nearly always in favor, on some sixty days, and nearly always one speaker. */
    private static ReportBuilder persistent(Random random) {
        var stance = random.nextInt(40) == 0 ? Stance.AGAINST : Stance.FAVOR;
        var outlet = "outlet-" + random.nextInt(5);
        var origin = "wire-" + random.nextInt(3);
        if (random.nextInt(3) == 0) {
            var speech = ReportBuilder.report("r0", stance, "2024-02-10").utterance("speech");
            return speech.in(outlet).from(origin).published("2024-03-0" + (1 + random.nextInt(9)));
        }
        var day = "2024-%02d-%02d".formatted(1 + random.nextInt(2), 1 + random.nextInt(28));
        var report = ReportBuilder.report("r0", stance, day).in(outlet).from(origin);
        return random.nextInt(10) == 0 ? report.speaker("bo-ek") : report;
    }

    /** Days of many statements, most of them with several reports. */
    @Property(tries = 100)
    void a_crowded_day_too(@ForAll Random random, @ForAll boolean timed) {
        var running = new Dossier(ReportBuilder.SUBJECT, ReportBuilder.FIRST_RULE, new Interner());
        var life = new ArrayList<ReportEvent>();
        for (var i = 0; i < 400; i++) {
            var token = "r" + (i < 100 ? i : random.nextInt(100));
            var report = crowded(random, timed).token(token);
            life.add(
                    i < 100
                            ? report.filed()
                            : random.nextInt(3) == 0
                                    ? ReportBuilder.retracted(token, "r900")
                                    : report.corrected(token));
        }
        for (var i = 0; i < life.size(); i++) {
            running.evolve(life.get(i));
            if (i > 30 && random.nextInt(8) == 0) {
                var past = life.subList(0, i + 1);
                assertThat(running.position()).isEqualTo(PlainFold.of(past));
                assertThat(running.history(PointInTime.NOW).shifts())
                        .containsExactlyElementsOf(PlainFold.shifts(past, PointInTime.NOW));
            }
        }
    }

    /** Nearly all on one day; one conditional decides it, so there are few. */
    private static ReportBuilder crowded(Random random, boolean timed) {
        var stances = List.of(Stance.FAVOR, Stance.AGAINST, Stance.NONE);
        var stance =
                random.nextInt(80) == 0
                        ? Stance.CONDITIONAL
                        : stances.get(random.nextInt(stances.size()));
        var report =
                ReportBuilder.report(
                                "r0", stance, random.nextInt(8) == 0 ? "2024-03-05" : "2024-03-02")
                        .utterance("speech-" + random.nextInt(80))
                        .in("outlet-" + random.nextInt(60))
                        .from(wire(random, stance))
                        .published("2024-03-%02d".formatted(5 + random.nextInt(20)));
        if (stance == Stance.CONDITIONAL) {
            report = report.on("key-" + random.nextInt(3)).onText("text " + random.nextInt(2));
        }
        return timed ? report.at("2024-03-02T%02d:00:00Z".formatted(random.nextInt(20))) : report;
    }
}
