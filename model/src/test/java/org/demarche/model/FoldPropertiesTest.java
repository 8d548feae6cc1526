package org.demarche.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A few outlets, speakers and days, so that reports meet, agree and quarrel all the time. */
class FoldPropertiesTest {

    @Property(tries = 2000)
    void the_fold_comes_to_what_the_rule_says_written_down_plainly(
            @ForAll("lives") List<ReportEvent> life) {
        var running = new Dossier(ReportBuilder.HOLDER, ReportBuilder.ISSUE, new Interner());
        for (var i = 0; i < life.size(); i++) {
            running.evolve(life.get(i));
            assertThat(running.position()).isEqualTo(PlainFold.of(life.subList(0, i + 1)));
        }
    }

    /**
     * Runs of many statements and statements of many reports, whose counts are kept and not taken
     * anew.
     */
    @Property(tries = 100)
    void a_long_history_too(@ForAll Random random) {
        var running = new Dossier(ReportBuilder.HOLDER, ReportBuilder.ISSUE, new Interner());
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

    @Property(tries = 500)
    void any_order_of_filing_gives_the_same_position(
            @ForAll("histories") List<ReportEvent> history, @ForAll Random random) {
        var shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, random);

        assertThat(fold(shuffled)).isEqualTo(fold(history));
        assertThat(evidence(shuffled)).isEqualTo(evidence(history));
    }

    @Property(tries = 500)
    void any_duplication_gives_the_same_position(
            @ForAll("histories") List<ReportEvent> history, @ForAll Random random) {
        var repeated = new ArrayList<ReportEvent>();
        for (var i = 0; i < history.size(); i++) {
            repeated.add(history.get(i));
            repeated.add(history.get(random.nextInt(i + 1)));
        }

        assertThat(fold(repeated)).isEqualTo(fold(history));
    }

    @Property(tries = 500)
    void a_report_filed_and_retracted_leaves_no_trace(
            @ForAll("histories") List<ReportEvent> history,
            @ForAll("reports") ReportBuilder extra,
            @ForAll Random random) {
        var with = new ArrayList<>(history);
        with.add(random.nextInt(with.size() + 1), extra.filed());
        with.add(ReportBuilder.retracted("r0", "r9999"));

        assertThat(fold(with)).isEqualTo(fold(history));
    }

    @Property(tries = 500)
    void a_correction_is_as_if_the_report_had_been_filed_so(
            @ForAll("histories") List<ReportEvent> history,
            @ForAll("reports") ReportBuilder wrong,
            @ForAll("reports") ReportBuilder right,
            @ForAll Random random) {
        var corrected = new ArrayList<>(history);
        corrected.add(random.nextInt(corrected.size() + 1), wrong.filed());
        corrected.add(right.corrected("r0"));
        var filedSo = new ArrayList<>(history);
        filedSo.add(right.filed());

        assertThat(fold(corrected)).isEqualTo(fold(filedSo));
    }

    @Property(tries = 500)
    void the_counts_of_a_position_never_exceed_what_was_heard(
            @ForAll("histories") List<ReportEvent> history) {
        var position = fold(history);

        assertThat(position.counts().statements())
                .isLessThanOrEqualTo(position.heard().statements());
        assertThat(position.counts().reports()).isLessThanOrEqualTo(position.heard().reports());
        assertThat(position.stance() == null).isEqualTo(position.latest() == null);
    }

    @Provide
    Arbitrary<List<ReportEvent>> histories() {
        return reports()
                .list()
                .ofMaxSize(12)
                .map(
                        reports -> {
                            var events = new ArrayList<ReportEvent>();
                            for (var i = 0; i < reports.size(); i++) {
                                events.add(reports.get(i).token("r" + (i + 1)).filed());
                            }
                            return events;
                        });
    }

    /** Histories in which reports are corrected and retracted too, and come back. */
    @Provide
    Arbitrary<List<ReportEvent>> lives() {
        return Combinators.combine(
                        reports(),
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.integers().between(0, 5))
                .as(
                        (report, number, kind) -> {
                            var token = "r" + number;
                            return switch (kind) {
                                case 0 -> ReportBuilder.retracted(token, "r900");
                                case 1 -> report.token(token).corrected(token);
                                default -> report.token(token).filed();
                            };
                        })
                .list()
                .ofMaxSize(60)
                .map(FoldPropertiesTest::possible);
    }

    /** Without what nobody could say: a correction or retraction of what was never filed. */
    private static List<ReportEvent> possible(List<ReportEvent> events) {
        var filed = new HashSet<ReportId>();
        return events.stream()
                .filter(
                        event ->
                                event instanceof ReportEvent.Filed
                                        ? filed.add(event.report())
                                        : filed.contains(event.report()))
                .toList();
    }

    @Provide
    Arbitrary<ReportBuilder> reports() {
        var days =
                Arbitraries.of(
                        "2024-03-01",
                        "2024-03-02",
                        "2024-03-03",
                        "2024-03",
                        "[..2024-03-02]",
                        "2024-03-02?",
                        "2024-03-04",
                        "2024-03-05");
        var outlets = Arbitraries.of("daily", "weekly", "herald");
        var origins = Arbitraries.of("daily", "wire", "norland");
        var traits = Arbitraries.integers().between(0, 11);
        var utterances = Arbitraries.of("", "", "briefing", "speech");
        var keys = Arbitraries.of("", "border", "elections", "a text");
        return Combinators.combine(
                        Arbitraries.of(Stance.class),
                        days,
                        outlets,
                        origins,
                        traits,
                        utterances,
                        keys)
                .as(FoldPropertiesTest::report);
    }

    private static ReportBuilder report(
            Stance stance,
            String day,
            String outlet,
            String origin,
            int trait,
            String utterance,
            String key) {
        var report =
                ReportBuilder.report("r0", stance, day)
                        .in(outlet)
                        .from(origin)
                        .published("2024-03-0" + (3 + trait % 4));
        if (!utterance.isEmpty()) {
            report.utterance(utterance);
        }
        if (stance == Stance.CONDITIONAL && !key.isEmpty()) {
            report = key.contains(" ") ? report.onText(key) : report.on(key);
        }
        return switch (trait) {
            case 0 -> report.narrated();
            case 1, 2 -> report.ascribedBy("sudmark");
            case 3 -> report.quoted();
            case 4 -> report.officialRecordOf("norland");
            case 5, 6 -> report.at("2024-03-02T10:00:00Z");
            case 7 -> report.at("2024-03-02T12:00:00Z");
            case 8 -> stance == Stance.NONE ? report.declining() : report;
            case 9 -> report.speaker("bo-ek");
            default -> report;
        };
    }

    private static Position fold(List<ReportEvent> events) {
        return Position.of(ReportBuilder.HOLDER, ReportBuilder.ISSUE, events, null, null);
    }

    private static List<StatementEvidence> evidence(List<ReportEvent> events) {
        return StatementEvidence.of(ReportBuilder.HOLDER, ReportBuilder.ISSUE, events);
    }
}
