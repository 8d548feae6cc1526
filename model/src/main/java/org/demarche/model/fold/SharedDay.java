package org.demarche.model.fold;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.demarche.model.Stance;
import org.demarche.model.StatementKey;
import org.demarche.model.Voice;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/**
 * Builds accounts by {@link Rule#LATEST_OWN_2}. An account is one of the largest sets of reports
 * that have one stance and voice and share a day. The latest of the first days of its reports
 * identifies a set, because the set has every report that is possible on that day.
 */
final class SharedDay {

    /** Breaks a tie between accounts of equal weight; a refusal to comment comes last. */
    private static final List<Stance> PREFERRED =
            List.of(Stance.CONDITIONAL, Stance.AGAINST, Stance.FAVOR, Stance.NONE);

    private record Word(@Nullable Stance taken, Voice voice) {}

    /**
     * One of the largest sets.
     *
     * @param group all reports with its stance and voice, in their order
     * @param day the latest of its reports' first days; {@link LocalDate#MIN} if all starts are
     *     open
     * @param latest the earliest of its reports' last days
     */
    private record Candidate(
            Word said, List<Facts> group, LocalDate day, LocalDate latest, Weight weight) {

        boolean has(Facts report) {
            return !start(report).isAfter(day) && !end(report).isBefore(day);
        }

        List<Facts> reports() {
            return group.stream().filter(this::has).toList();
        }

        /** The days that all its reports share. */
        Days days() {
            return given(day, latest, reports().stream().map(Facts::days).toList());
        }
    }

    private SharedDay() {}

    static Account account(List<Facts> filed) {
        if (filed.size() == 1) {
            return Account.of(filed, null);
        }
        var origin = soleOrigin(filed);
        var reports = origin == null ? filed : filed.stream().map(one -> one.from(origin)).toList();
        var first = reports.getFirst();
        if (reports.stream().allMatch(first::agreesWith)) {
            return Account.of(reports, origin);
        }
        var candidates = candidates(reports);
        var most = Collections.max(candidates, Comparator.comparing(Candidate::weight)).weight();
        var tied = candidates.stream().filter(one -> one.weight().equals(most)).toList();
        var one = tied.getFirst();
        return tied.size() == 1
                ? new Account(one.reports(), one.days(), false, false, origin)
                : new Account(chosen(tied), span(tied), true, differ(tied), origin);
    }

    /**
     * Returns the last day that another report may share. It is one day later if the publication
     * cut it.
     */
    static LocalDate end(Facts report) {
        var latest = report.days().latest();
        return report.cut() ? latest.plusDays(1) : latest;
    }

    /**
     * Returns the origin of the first report if the statement has no utterance and no named
     * speaker, because two unnamed speakers do not confirm each other. Otherwise returns null.
     */
    private static @Nullable String soleOrigin(List<Facts> filed) {
        return filed.getFirst().key() instanceof StatementKey.Unnamed unnamed
                        && unnamed.speaker().isEmpty()
                ? filed.getFirst().origin()
                : null;
    }

    private static List<Candidate> candidates(List<Facts> reports) {
        var groups = new LinkedHashMap<Word, List<Facts>>();
        for (var report : reports) {
            var said = new Word(report.taken(), report.voice());
            groups.computeIfAbsent(said, _ -> new ArrayList<>()).add(report);
        }
        var candidates = new ArrayList<Candidate>();
        groups.forEach((said, group) -> sweep(said, group, candidates));
        return candidates;
    }

    /**
     * Finds the largest sets from the first day to the last. A set is one of them if the next
     * change is the end of a report.
     */
    private static void sweep(Word said, List<Facts> group, List<Candidate> candidates) {
        var byStart = group.stream().sorted(Comparator.comparing(SharedDay::start)).toList();
        var byEnd = group.stream().sorted(Comparator.comparing(SharedDay::end)).toList();
        var tally = new RunningWeight();
        var ended = 0;
        for (var i = 0; i < byStart.size(); i++) {
            var day = start(byStart.get(i));
            while (end(byEnd.get(ended)).isBefore(day)) {
                tally.remove(byEnd.get(ended++));
            }
            tally.add(byStart.get(i));
            var last = i + 1 == byStart.size();
            if (last || end(byEnd.get(ended)).isBefore(start(byStart.get(i + 1)))) {
                var latest = tally.latest();
                var shared = latest.isBefore(day) ? day : latest;
                candidates.add(new Candidate(said, group, day, shared, tally.weight()));
            }
        }
    }

    private static LocalDate start(Facts report) {
        var earliest = report.days().earliest();
        return earliest == null ? LocalDate.MIN : earliest;
    }

    private static Days given(LocalDate start, LocalDate latest, Iterable<Days> givers) {
        return Days.given(start.equals(LocalDate.MIN) ? null : start, latest, givers);
    }

    private static boolean differ(List<Candidate> tied) {
        return tied.stream().map(Candidate::said).distinct().count() > 1;
    }

    /** Returns the days from the first day of all candidates to the last day of all candidates. */
    private static Days span(List<Candidate> tied) {
        var start = Collections.min(tied, Comparator.comparing(Candidate::day)).day();
        var latest = Collections.max(tied, Comparator.comparing(Candidate::latest)).latest();
        var givers =
                tied.stream()
                        .filter(one -> one.day().equals(start) || one.latest().equals(latest))
                        .map(Candidate::days)
                        .toList();
        return given(start, latest, givers);
    }

    /**
     * Returns the reports of all candidates that have the chosen stance and voice. The choice does
     * not depend on ids of reports.
     */
    private static List<Facts> chosen(List<Candidate> tied) {
        var said =
                tied.stream()
                        .map(Candidate::said)
                        .min(
                                Comparator.comparing((Word one) -> rank(one.taken()))
                                        .thenComparing(Word::voice))
                        .orElseThrow();
        var same = tied.stream().filter(one -> one.said().equals(said)).toList();
        return same.getFirst().group().stream()
                .filter(report -> same.stream().anyMatch(one -> one.has(report)))
                .toList();
    }

    private static int rank(@Nullable Stance taken) {
        return taken == null ? PREFERRED.size() : PREFERRED.indexOf(taken);
    }
}
