package org.demarche.model.fold;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Days;
import org.demarche.model.fold.Position.Certainty;

/**
 * The rule {@code latest-own/2} written down a second time, from the definitions of the codebook,
 * for one actor and issue, with no regard to speed. It shares nothing with the fold but its values.
 */
final class PlainSecondRule {

    private final Map<String, List<PlainStatement>> voices = new TreeMap<>();
    private final List<PlainStatement> statements;
    private final List<PlainStatement> own;
    private final List<PlainTurn> turns;

    PlainSecondRule(List<ReportEvent> events, PointInTime time, GradeFilter filter) {
        statements =
                standing(events, time).stream()
                        .filter(it -> passes(filter, it))
                        .map(it -> new PlainReport(it, it.resolved().origin()))
                        .collect(groupingBy(PlainReport::act))
                        .values()
                        .stream()
                        .map(PlainStatement::of)
                        .filter(said -> isWithin(time, said.days()))
                        .sorted(PlainStatement.ORDER)
                        .toList();
        for (var said : statements) {
            voices.computeIfAbsent(said.lead().voice(), _ -> new ArrayList<>()).add(said);
        }
        own = voices.getOrDefault(PlainReport.OWN, List.of());
        turns = turns(own);
    }

    private static Collection<Filed> standing(List<ReportEvent> events, PointInTime time) {
        var reports = new LinkedHashMap<ReportId, Filed>();
        var known = new HashSet<ReportId>();
        for (var event : events) {
            if (time.asKnown() == null || !event.recorded().isAfter(time.asKnown())) {
                switch (event) {
                    case Filed filed -> {
                        if (known.add(filed.report())) {
                            reports.put(filed.report(), filed);
                        }
                    }
                    case ReportEvent.Corrected(var id, var body, var names, var digest, var at) -> {
                        var before = reports.get(id);
                        if (before == null || !before.digest().equals(digest)) {
                            reports.put(id, new Filed(id, body, names, digest, at));
                        }
                    }
                    case ReportEvent.Retracted retracted -> reports.remove(retracted.report());
                }
            }
        }
        return reports.values();
    }

    private static boolean passes(GradeFilter filter, Filed filed) {
        var grade = filed.resolved().outletGrade();
        var credibility = filed.body().credibility();
        var asksBoth = filter.minReliability() == null && filter.maxCredibility() == null;
        var reliable =
                grade == null || grade.equals("F")
                        ? !(filter.gradedOnly() && (asksBoth || filter.minReliability() != null))
                        : filter.minReliability() == null
                                || grade.compareTo(filter.minReliability()) <= 0;
        var credible =
                credibility == null || credibility == 6
                        ? !(filter.gradedOnly() && (asksBoth || filter.maxCredibility() != null))
                        : filter.maxCredibility() == null || credibility <= filter.maxCredibility();
        return reliable && credible;
    }

    private static boolean isWithin(PointInTime time, Days days) {
        var day = time.uncertain() ? days.earliest() : days.latest();
        return time.asOf() == null || day == null || !day.isAfter(time.asOf());
    }

    private static List<PlainTurn> turns(List<PlainStatement> said) {
        var byDays = new TreeMap<Days, List<PlainStatement>>();
        for (var one : said) {
            if (one.stance() != null) {
                byDays.computeIfAbsent(one.pair(), _ -> new ArrayList<>()).add(one);
            }
        }
        var turns = new ArrayList<PlainTurn>();
        for (var all : byDays.values()) {
            turns.add(PlainTurn.of(all, turns.isEmpty() ? null : turns.getLast().stance()));
        }
        return turns;
    }

    /** The oldest first. */
    List<Shift> shifts() {
        var shifts = new ArrayList<Shift>();
        for (var i = 0; i < turns.size(); i++) {
            var turn = turns.get(i);
            var before = turns.subList(0, i);
            var placed = turn.placed(turns);
            var from =
                    before.reversed().stream()
                            .filter(it -> !placed || it.placed(turns))
                            .findFirst()
                            .orElse(null);
            var kind = kind(from, turn);
            if (kind != null) {
                var side = from == null ? null : from.side();
                var certain = placed && isOrdered(from, turn);
                shifts.add(new Shift(ReportBuilder.SUBJECT, kind, side, turn.side(), certain));
            }
        }
        return shifts;
    }

    private boolean isOrdered(PlainTurn from, PlainTurn to) {
        return from == null
                ? turns.stream()
                        .filter(other -> !other.placed(turns))
                        .noneMatch(other -> PlainTurn.start(other).isBefore(to.days().latest()))
                : !from.tied() && !to.tied() && !from.overlaps(to);
    }

    private static Shift.Kind kind(PlainTurn from, PlainTurn to) {
        if (from == null) {
            return Shift.Kind.FIRST;
        }
        return switch (from.stance() + " " + to.stance()) {
            case "FAVOR AGAINST", "AGAINST FAVOR" -> Shift.Kind.FLIP;
            case "AGAINST CONDITIONAL", "CONDITIONAL FAVOR" -> Shift.Kind.SOFTEN;
            case "FAVOR CONDITIONAL", "CONDITIONAL AGAINST" -> Shift.Kind.HARDEN;
            case "FAVOR NONE", "CONDITIONAL NONE", "AGAINST NONE" -> Shift.Kind.LAPSE;
            case "NONE FAVOR", "NONE CONDITIONAL", "NONE AGAINST" -> Shift.Kind.RESUME;
            case "CONDITIONAL CONDITIONAL" -> {
                var before = from.conditions().stream().map(HeardCondition::key).toList();
                var after = to.conditions().stream().map(HeardCondition::key).toList();
                var unknown =
                        Stream.of(before, after)
                                .anyMatch(all -> all.isEmpty() || all.contains(null));
                yield unknown || Set.copyOf(before).equals(Set.copyOf(after))
                        ? null
                        : Shift.Kind.TERMS;
            }
            default -> null;
        };
    }

    Position position() {
        var lastHeard = own.isEmpty() ? null : lastHeard();
        if (turns.isEmpty()) {
            return new Position(
                    ReportBuilder.HOLDER,
                    ReportBuilder.ISSUE,
                    null,
                    null,
                    List.of(),
                    null,
                    false,
                    false,
                    lastHeard,
                    null,
                    Support.NONE,
                    heard(own),
                    null,
                    ascribed(null),
                    Support.NONE,
                    Rule.LATEST_OWN_2);
        }
        var turn = turns.getLast();
        var begin = beginOfRun(turns.size() - 1);
        var run = turns.subList(begin, turns.size());
        return new Position(
                ReportBuilder.HOLDER,
                ReportBuilder.ISSUE,
                turn.stance(),
                run.getFirst().days(),
                turn.conditions(),
                certainty(run),
                turn.mixed(),
                turn.disputed(),
                lastHeard,
                latest(turn.decisive()),
                counts(run.stream().flatMap(it -> it.taking().stream()).toList()),
                heard(own),
                begin == 0 ? null : previous(begin - 1),
                ascribed(turn.stance()),
                outweighed(run.stream().flatMap(it -> it.all().stream()).toList(), turn.stance()),
                Rule.LATEST_OWN_2);
    }

    /** Each run as a line, the oldest first. */
    List<String> runs() {
        var runs = new ArrayList<String>();
        for (var end = 0; end < turns.size(); end++) {
            var last = turns.get(end);
            if (end + 1 == turns.size() || turns.get(end + 1).stance() != last.stance()) {
                var run = turns.subList(beginOfRun(end), end + 1);
                var all = run.stream().flatMap(it -> it.all().stream()).toList();
                runs.add(
                        line(
                                last.stance(),
                                run.getFirst().days(),
                                last.days(),
                                last.conditions(),
                                run.stream().allMatch(it -> it.days().certain()),
                                counts(run.stream().flatMap(it -> it.taking().stream()).toList()),
                                outweighed(all, last.stance()),
                                all.stream().map(PlainStatement::id).toList()));
            }
        }
        return runs;
    }

    private Days lastHeard() {
        var last = own.getLast().pair();
        var days = own.stream().map(PlainStatement::days);
        return PlainStatement.given(
                last.earliest(),
                last.latest(),
                days.filter(it -> it.compareTo(last) == 0).toList());
    }

    /** The first turn of the run that has this one. */
    private int beginOfRun(int turn) {
        var begin = turn;
        while (begin > 0 && turns.get(begin - 1).stance() == turns.get(turn).stance()) {
            begin--;
        }
        return begin;
    }

    private Position.Previous previous(int last) {
        return new Position.Previous(
                turns.get(last).stance(),
                turns.get(beginOfRun(last)).days(),
                turns.get(last).days());
    }

    private Certainty certainty(List<PlainTurn> run) {
        var last = run.getLast();
        var from = last.days().earliest();
        var open =
                turns.stream()
                        .flatMap(turn -> turn.last().stream())
                        .filter(said -> said.stance() != last.stance())
                        .map(said -> said.days().latest())
                        .anyMatch(latest -> from == null || latest.isAfter(from));
        return last.open() || open
                ? Certainty.OPEN
                : run.stream().allMatch(it -> it.days().certain())
                        ? Certainty.CERTAIN
                        : Certainty.UNCERTAIN;
    }

    private Position.Latest latest(PlainStatement said) {
        return new Position.Latest(
                said.id(),
                said.days(),
                said.lead().speaker(),
                said.lead().office(),
                said.contested(),
                said.reports().size(),
                Stream.of(said.account(), said.reports())
                        .flatMap(List::stream)
                        .distinct()
                        .limit(5)
                        .map(PlainReport::shown)
                        .toList(),
                denied(said));
    }

    private List<Denial> denied(PlainStatement said) {
        return own.stream()
                .filter(other -> !other.id().equals(said.id()) && said.utterance() != null)
                .filter(
                        other ->
                                other.account().stream()
                                        .filter(PlainReport::denies)
                                        .anyMatch(
                                                it -> said.utterance().equals(it.body().denies())))
                .map(it -> new Denial(it.id(), it.days(), it.lead().speaker(), it.lead().office()))
                .toList();
    }

    private List<Position.Ascribed> ascribed(Stance stance) {
        var ascribed = new ArrayList<Position.Ascribed>();
        voices.forEach(
                (voice, said) -> {
                    if (!voice.equals(PlainReport.OWN) && !turns(said).isEmpty()) {
                        var last = turns(said).getLast().decisive();
                        ascribed.add(
                                new Position.Ascribed(
                                        voice.substring(voice.indexOf(' ') + 1),
                                        voice.startsWith("narrated"),
                                        last.stance(),
                                        last.days(),
                                        last.id(),
                                        stance != null && stance != last.stance()));
                    }
                });
        return ascribed;
    }

    /** Each statement as a line: what it came to. */
    List<String> statements() {
        return statements.stream()
                .map(
                        said ->
                                line(
                                        said.id(),
                                        said.stance(),
                                        said.days(),
                                        said.contested(),
                                        said.open(),
                                        counts(List.of(said)),
                                        outweighed(List.of(said), said.stance()),
                                        denied(said)))
                .toList();
    }

    static String line(Object... said) {
        return Stream.of(said).map(String::valueOf).toList().toString();
    }

    private static Support heard(List<PlainStatement> said) {
        return counts(said.size(), said.stream().flatMap(it -> it.reports().stream()).toList());
    }

    private static Support counts(List<PlainStatement> said) {
        return counts(said.size(), PlainStatement.counting(said));
    }

    private static Support outweighed(List<PlainStatement> all, Stance stance) {
        var counted = all.stream().filter(it -> it.stance() == stance).toList();
        var reports = new ArrayList<>(all.stream().flatMap(it -> it.reports().stream()).toList());
        reports.removeAll(PlainStatement.counting(counted));
        return counts(all.size() - counted.size(), reports);
    }

    private static Support counts(int statements, List<PlainReport> reports) {
        return new Support(
                statements,
                reports.size(),
                PlainReport.distinct(reports, told -> told.body().source().outlet()),
                PlainReport.distinct(reports, PlainReport::origin));
    }
}
