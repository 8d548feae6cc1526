package org.demarche.model.fold;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;
import org.demarche.model.explain.StatementEvidence;

/** Invents the events of one actor and issue. */
abstract class FoldHistories {

    /** The same events, recorded one after the other, now and then in one instant. */
    static List<ReportEvent> inTime(List<ReportEvent> life, Random random) {
        var second = 0;
        var log = new ArrayList<ReportEvent>();
        for (var event : life) {
            second += random.nextInt(3);
            log.add(ReportBuilder.recorded(event, ReportBuilder.recorded("r" + second)));
        }
        return log;
    }

    static Dossier dossier(List<ReportEvent> events, PointInTime time) {
        return Dossier.of(ReportBuilder.SUBJECT, ReportBuilder.FIRST_RULE, events, time);
    }

    /** Now and then one that carries two stances. */
    static String wire(Random random, Stance stance) {
        return random.nextInt(40) == 0
                ? "wire-" + random.nextInt(3)
                : stance.label() + "-wire-" + random.nextInt(40);
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
    static List<ReportEvent> possible(List<ReportEvent> events) {
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

    static ReportBuilder report(
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

    static Position fold(List<ReportEvent> events) {
        return dossier(events, PointInTime.NOW).position();
    }

    static List<StatementEvidence> evidence(List<ReportEvent> events) {
        return StatementEvidence.of(dossier(events, PointInTime.NOW), events, PointInTime.NOW);
    }
}
