package org.demarche.model.fold;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.demarche.model.Grades;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;

/**
 * One case of the table {@code worked-cases.txt}, whose head tells how to read it.
 *
 * @param name the sentence that it shows
 * @param expected all that stands
 */
record WorkedCase(
        String name,
        List<ReportEvent> events,
        PointInTime time,
        GradeFilter grades,
        String expected) {

    static List<WorkedCase> all() {
        try (var table = WorkedCase.class.getResourceAsStream("/worked-cases.txt")) {
            var text = new String(table.readAllBytes(), UTF_8);
            return Arrays.stream(text.split("\n== ", -1)).skip(1).map(WorkedCase::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WorkedCase parse(String text) {
        var halves = text.strip().split("\n=> ", -1);
        var lines = halves[0].lines().toList();
        var events = new ArrayList<ReportEvent>();
        var time = PointInTime.NOW;
        var reliability = (String) null;
        var credibility = (Integer) null;
        var gradedOnly = false;
        for (var line : lines.subList(1, lines.size())) {
            var words = List.of(line.strip().split("\\s+", -1));
            switch (words.getFirst()) {
                case "retract" -> events.add(ReportBuilder.retracted("r" + words.get(1), "r900"));
                case "read" -> {
                    for (var i = 1; i < words.size(); i++) {
                        switch (words.get(i)) {
                            case "as-of" ->
                                    time = PointInTime.asOf(LocalDate.parse(words.get(++i)));
                            case "reliability" -> reliability = words.get(++i);
                            case "credibility" -> credibility = Integer.valueOf(words.get(++i));
                            case "graded-only" -> gradedOnly = true;
                            default -> throw new IllegalArgumentException(line);
                        }
                    }
                }
                default -> events.add(report("r" + (events.size() + 1), words).filed());
            }
        }
        var filter = new GradeFilter(reliability, credibility, gradedOnly);
        return new WorkedCase(lines.getFirst(), events, time, filter, lines(halves[1]));
    }

    private static ReportBuilder report(String token, List<String> words) {
        var stance = Stance.of(words.getFirst()).orElseThrow();
        var day = words.get(1).equals("-") ? null : words.get(1);
        var report = ReportBuilder.report(token, stance, day).speaker("reyes").in("courier");
        var known = day != null && day.matches("\\d{4}-\\d\\d-\\d\\d[?~%]?");
        report.published(known ? day.substring(0, 10) : "2031-12-31");
        for (var i = 2; i < words.size(); i++) {
            switch (words.get(i)) {
                case "quoted" -> report.quoted();
                case "unnamed" -> report.unnamed();
                case "narrated" -> report.narrated();
                case "declines" -> report.declining();
                case "published" -> published(report, words.get(++i));
                case "utterance" -> report.utterance(words.get(++i));
                case "after" -> report.saidAfter(words.get(++i));
                case "denies" -> report.denying(words.get(++i));
                case "at" -> report.at(day + "T" + words.get(++i) + ":00Z");
                case "outlet" -> report.in(words.get(++i));
                case "origin" -> report.from(words.get(++i));
                case "speaker" -> report.speaker(words.get(++i));
                case "by" -> report.ascribedBy(words.get(++i));
                case "record" -> report.officialRecordOf(ReportBuilder.HOLDER);
                case "if" -> condition(report, words.get(++i));
                case "grades" -> {
                    var grades = words.get(++i);
                    report.graded(grades.substring(0, 1), Integer.valueOf(grades.substring(1)));
                }
                default -> throw new IllegalArgumentException("%s: %s".formatted(words, i));
            }
        }
        return report;
    }

    private static void published(ReportBuilder report, String word) {
        if (word.length() == "2031-05".length()) {
            report.publishedIn(word);
        } else {
            report.published(word);
        }
    }

    private static void condition(ReportBuilder report, String word) {
        var parts = word.split("=", 2);
        if (parts.length == 1) {
            report.on(word);
        } else {
            report.on(parts[0], parts[1].replace('_', ' '));
        }
    }

    /** All that stands, as the table has it. */
    String folded() {
        var basis = Basis.by(Rule.LATEST_OWN_2).graded(grades);
        var evaluation = Dossier.of(ReportBuilder.SUBJECT, basis, events, time).at(time);
        var text = new ArrayList<String>();
        position(evaluation.position(), text);
        evaluation.shifts().forEach(shift -> text.add(shift(shift)));
        return String.join("\n", text);
    }

    private static void position(Position it, List<String> text) {
        var latest = it.latest();
        if (latest == null) {
            text.add("no position");
            return;
        }
        text.add(
                "%s since %s, %s%s%s"
                        .formatted(
                                it.stance().label(),
                                it.since().edtf(),
                                it.certainty().name().toLowerCase(Locale.ROOT),
                                it.mixed() ? ", mixed" : "",
                                it.disputed() ? ", disputed" : ""));
        it.conditions()
                .forEach(
                        one ->
                                text.add(
                                        "if %s: %s (%s)"
                                                .formatted(
                                                        one.key(),
                                                        one.text(),
                                                        String.join(", ", one.origins()))));
        text.add("rests on " + counts(it.counts()));
        if (!it.outweighed().equals(Support.NONE)) {
            text.add("outweighs " + counts(it.outweighed()));
        }
        if (latest.contested()) {
            text.add("latest statement is contested");
        }
        latest.denied()
                .forEach(
                        denial ->
                                text.add(
                                        "latest statement is denied on %s by %s"
                                                .formatted(
                                                        denial.saidOn().edtf(), denial.speaker())));
        if (latest.reports().stream().anyMatch(told -> !told.grades().equals(Grades.NONE))) {
            text.add("latest statement is told by " + told(latest.reports()));
        }
        if (!it.lastHeard().equals(latest.saidOn())) {
            text.add("last heard " + it.lastHeard().edtf());
        }
    }

    private static String told(List<Position.LatestReport> reports) {
        return reports.stream()
                .map(
                        told ->
                                told.grades().reliability()
                                        + told.grades().credibility()
                                        + " "
                                        + told.outlet())
                .collect(joining(", "));
    }

    private static String counts(Support it) {
        return "%s, %s, %s, %s"
                .formatted(
                        number(it.statements(), "statement"),
                        number(it.reports(), "report"),
                        number(it.outlets(), "outlet"),
                        number(it.origins(), "origin"));
    }

    private static String number(int number, String of) {
        return number + " " + of + (number == 1 ? "" : "s");
    }

    private static String shift(Shift it) {
        var from = it.from() == null ? "" : it.from().stance().label() + " to ";
        return "%s%s: %s%s in %s"
                .formatted(
                        it.certain() ? "" : "may have: ",
                        it.kind().label(),
                        from,
                        it.to().stance().label(),
                        it.between().edtf());
    }

    private static String lines(String text) {
        return String.join("\n", text.lines().map(String::strip).toList());
    }

    @Override
    public String toString() {
        return name;
    }
}
