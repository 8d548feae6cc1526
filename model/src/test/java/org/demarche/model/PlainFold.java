package org.demarche.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rule written down a second time, with no regard to speed: every position from the whole list
 * of reports, by sorting and walking. What {@link Dossier} keeps by counting up and down must come
 * to the same.
 */
final class PlainFold {

    private static final String HOLDER = ReportBuilder.HOLDER;
    private static final String ISSUE = ReportBuilder.ISSUE;

    private record Said(String digest, List<Facts> reports, List<Facts> account) {
        Facts lead() {
            return account.getFirst();
        }

        Stance stance() {
            return lead().taken();
        }

        boolean contested() {
            var keys = new HashSet<Set<String>>();
            reports.stream()
                    .map(Facts::conditions)
                    .filter(conditions -> conditions.stream().noneMatch(c -> c.key() == null))
                    .forEach(
                            conditions ->
                                    keys.add(
                                            conditions.stream()
                                                    .map(Report.Condition::key)
                                                    .collect(Collectors.toSet())));
            return account.size() < reports.size() || keys.size() > 1;
        }
    }

    static Position of(List<ReportEvent> events) {
        return of(events, PointInTime.NOW);
    }

    static Position of(List<ReportEvent> events, PointInTime time) {
        return position(said(events, time));
    }

    /** By the days of the turn that each leads into. */
    static Map<Days, Shift> shifts(List<ReportEvent> events, PointInTime time) {
        var shifts = new TreeMap<Days, Shift>();
        List<Said> before = null;
        for (var run : runs(said(events, time).getOrDefault(Voice.OWN, List.of()))) {
            for (var turn : run) {
                var kind = kind(before, turn);
                if (kind != null) {
                    var from = before == null ? null : side(before);
                    var shift = new Shift(ReportBuilder.SUBJECT, kind, from, side(turn));
                    shifts.put(turn.getFirst().lead().days(), shift);
                }
                before = turn;
            }
        }
        return shifts;
    }

    private static Shift.Kind kind(List<Said> before, List<Said> turn) {
        if (before == null) {
            return Shift.Kind.FIRST;
        }
        return switch (winner(before).stance() + " " + winner(turn).stance()) {
            case "FAVOR AGAINST", "AGAINST FAVOR" -> Shift.Kind.FLIP;
            case "AGAINST CONDITIONAL", "CONDITIONAL FAVOR" -> Shift.Kind.SOFTEN;
            case "FAVOR CONDITIONAL", "CONDITIONAL AGAINST" -> Shift.Kind.HARDEN;
            case "FAVOR NONE", "CONDITIONAL NONE", "AGAINST NONE" -> Shift.Kind.LAPSE;
            case "NONE FAVOR", "NONE CONDITIONAL", "NONE AGAINST" -> Shift.Kind.RESUME;
            case "CONDITIONAL CONDITIONAL" -> {
                var from = conditions(before).stream().map(HeardCondition::key).toList();
                var to = conditions(turn).stream().map(HeardCondition::key).toList();
                var known =
                        !from.isEmpty()
                                && !to.isEmpty()
                                && !from.contains(null)
                                && !to.contains(null);
                yield known && !Set.copyOf(from).equals(Set.copyOf(to)) ? Shift.Kind.TERMS : null;
            }
            default -> null;
        };
    }

    private static Shift.Side side(List<Said> turn) {
        var said = winner(turn);
        return new Shift.Side(
                said.stance(),
                said.stance() == Stance.CONDITIONAL
                        ? conditions(turn).stream()
                                .map(HeardCondition::key)
                                .filter(Objects::nonNull)
                                .toList()
                        : List.of(),
                new StatementId(HOLDER, ISSUE, said.digest()),
                said.lead().days(),
                said.lead().speaker());
    }

    private static boolean hears(PointInTime time, Said said) {
        var days = said.lead().days();
        if (time.asOf() == null) {
            return true;
        }
        return time.uncertain() && days.earliest() == null
                || !(time.uncertain() ? days.earliest() : days.latest()).isAfter(time.asOf());
    }

    private static Map<Voice, List<Said>> said(List<ReportEvent> events, PointInTime time) {
        var reports = new LinkedHashMap<String, ReportEvent.Filed>();
        for (var event : events) {
            if (!time.knows(event.recorded())) {
                continue;
            }
            switch (event) {
                case ReportEvent.Filed filed -> reports.putIfAbsent(filed.report().token(), filed);
                case ReportEvent.Corrected(
                                var id,
                                var body,
                                var resolved,
                                var digest,
                                var recorded) ->
                        // what stands already is not said again, whatever the registry says now
                        reports.compute(
                                id.token(),
                                (_, before) ->
                                        before != null && before.digest().equals(digest)
                                                ? before
                                                : new ReportEvent.Filed(
                                                        id, body, resolved, digest, recorded));
                case ReportEvent.Retracted retracted -> reports.remove(retracted.report().token());
            }
        }
        var byStatement = new TreeMap<String, List<Facts>>();
        for (var filed : reports.values()) {
            byStatement
                    .computeIfAbsent(
                            StatementId.of(filed.body(), filed.recorded()).digest(),
                            _ -> new ArrayList<>())
                    .add(
                            Facts.of(
                                    StatementKey.of(
                                            ReportBuilder.SUBJECT, filed.body(), filed.recorded()),
                                    filed.report().token(),
                                    filed.body(),
                                    filed.resolved(),
                                    filed.recorded(),
                                    Scope.AS_FILED,
                                    new Interner()));
        }
        var byVoice = new TreeMap<Voice, List<Said>>();
        byStatement.forEach(
                (digest, facts) -> {
                    facts.sort(Facts.ORDER);
                    var said = new Said(digest, facts, account(facts));
                    byVoice.computeIfAbsent(said.lead().voice(), _ -> new ArrayList<>()).add(said);
                });
        byVoice.values().forEach(said -> said.removeIf(one -> !hears(time, one)));
        byVoice.values().removeIf(List::isEmpty);
        byVoice.values().forEach(said -> said.sort(order()));
        return byVoice;
    }

    private static Position position(Map<Voice, List<Said>> byVoice) {
        var own = byVoice.getOrDefault(Voice.OWN, List.of());
        var runs = runs(own);
        var stance = runs.isEmpty() ? null : winner(runs.getLast().getLast()).stance();
        var ascribed = new ArrayList<Position.Ascribed>();
        byVoice.forEach(
                (voice, said) -> {
                    var theirs = runs(said);
                    if (voice.by() != null && !theirs.isEmpty()) {
                        var last = winner(theirs.getLast().getLast());
                        ascribed.add(
                                new Position.Ascribed(
                                        voice.by(),
                                        voice.kind() == Voice.Kind.NARRATED,
                                        last.stance(),
                                        last.lead().days(),
                                        new StatementId(HOLDER, ISSUE, last.digest()),
                                        stance != null && stance != last.stance()));
                    }
                });
        var lastHeard = own.isEmpty() ? null : own.getLast().lead().days();
        if (runs.isEmpty()) {
            return new Position(
                    HOLDER,
                    ISSUE,
                    null,
                    null,
                    List.of(),
                    null,
                    false,
                    false,
                    lastHeard,
                    null,
                    Position.Counts.NONE,
                    counts(own),
                    null,
                    ascribed);
        }
        var run = runs.getLast();
        var turn = run.getLast();
        var decisive = winner(turn);
        var stances = turn.stream().map(Said::stance).collect(Collectors.toSet());
        var carriers =
                turn.stream()
                        .flatMap(said -> said.account().stream())
                        .collect(
                                Collectors.groupingBy(
                                        Facts::origin,
                                        Collectors.mapping(Facts::taken, Collectors.toSet())));
        var mixed = stances.size() > 1;
        return new Position(
                HOLDER,
                ISSUE,
                stance,
                run.getFirst().getFirst().lead().days(),
                stance == Stance.CONDITIONAL ? conditions(turn) : List.of(),
                certainty(own, run),
                mixed,
                mixed && carriers.values().stream().allMatch(carried -> carried.size() == 1),
                lastHeard,
                new Position.Latest(
                        new StatementId(HOLDER, ISSUE, decisive.digest()),
                        decisive.lead().days(),
                        decisive.lead().speaker(),
                        decisive.lead().office(),
                        decisive.contested(),
                        decisive.reports().size(),
                        decisive.reports().stream()
                                .limit(Position.REPORTS_SHOWN)
                                .map(
                                        r ->
                                                new Position.LatestReport(
                                                        new ReportId(HOLDER, ISSUE, r.token()),
                                                        r.outlet()))
                                .toList()),
                counts(run.stream().flatMap(List::stream).toList()),
                counts(own),
                runs.size() == 1 ? null : previous(runs.get(runs.size() - 2)),
                ascribed);
    }

    private static Position.Previous previous(List<List<Said>> run) {
        return new Position.Previous(
                winner(run.getLast()).stance(),
                run.getFirst().getFirst().lead().days(),
                run.getLast().getFirst().lead().days());
    }

    private static Position.Certainty certainty(List<Said> own, List<List<Said>> run) {
        var stance = winner(run.getLast()).stance();
        var earliest = run.getLast().getFirst().lead().days().earliest();
        var open =
                own.stream()
                        .filter(said -> said.stance() != null && said.stance() != stance)
                        .anyMatch(
                                said ->
                                        earliest == null
                                                || said.lead().days().latest().isAfter(earliest));
        var certain = run.stream().flatMap(List::stream).allMatch(said -> said.lead().certain());
        return open
                ? Position.Certainty.OPEN
                : certain ? Position.Certainty.CERTAIN : Position.Certainty.UNCERTAIN;
    }

    private static List<List<List<Said>>> runs(List<Said> said) {
        var turns =
                said.stream()
                        .filter(s -> s.stance() != null)
                        .collect(
                                Collectors.groupingBy(
                                        s -> s.lead().days(), TreeMap::new, Collectors.toList()));
        var runs = new ArrayList<List<List<Said>>>();
        for (var turn : turns.values()) {
            if (runs.isEmpty()
                    || winner(runs.getLast().getLast()).stance() != winner(turn).stance()) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(turn);
        }
        return runs;
    }

    private static Said winner(List<Said> turn) {
        if (turn.stream().allMatch(said -> saidAt(said) != null)) {
            return turn.stream()
                    .max(Comparator.comparing((Said said) -> saidAt(said)).thenComparing(order()))
                    .orElseThrow();
        }
        var stance =
                stances(turn).contains(Stance.CONDITIONAL)
                        ? Stance.CONDITIONAL
                        : turn.stream()
                                .map(Said::stance)
                                .filter(s -> s != Stance.NONE)
                                .max(
                                        Comparator.comparing((Stance s) -> origins(turn, s))
                                                .thenComparing(
                                                        s -> lastReport(turn, s), Facts.ORDER))
                                .orElse(Stance.NONE);
        return turn.stream().filter(said -> said.stance() == stance).max(order()).orElseThrow();
    }

    private static Set<Stance> stances(List<Said> turn) {
        return turn.stream().map(Said::stance).collect(Collectors.toSet());
    }

    private static int origins(List<Said> turn, Stance stance) {
        return (int) accounts(turn, stance).stream().map(Facts::origin).distinct().count();
    }

    private static Facts lastReport(List<Said> turn, Stance stance) {
        return accounts(turn, stance).stream().max(Facts.ORDER).orElseThrow();
    }

    private static List<Facts> accounts(List<Said> turn, Stance stance) {
        return turn.stream()
                .filter(said -> said.stance() == stance)
                .flatMap(said -> said.account().stream())
                .toList();
    }

    private static java.time.Instant saidAt(Said said) {
        return said.account().stream()
                .map(Facts::saidAt)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static List<HeardCondition> conditions(List<Said> turn) {
        var heard = new LinkedHashMap<String, Report.Condition>();
        var origins = new HashMap<String, TreeSet<String>>();
        for (var report : accounts(turn, Stance.CONDITIONAL, order())) {
            for (var condition : report.conditions()) {
                heard.putIfAbsent(
                        (condition.key() == null ? condition.text() : "k " + condition.key()),
                        condition);
                origins.computeIfAbsent(
                                (condition.key() == null
                                        ? condition.text()
                                        : "k " + condition.key()),
                                _ -> new TreeSet<>())
                        .add(report.origin());
            }
        }
        return heard.entrySet().stream()
                .map(
                        e ->
                                HeardCondition.of(
                                        e.getValue().key(),
                                        e.getValue().text(),
                                        origins.get(e.getKey())))
                .toList();
    }

    private static List<Facts> accounts(List<Said> turn, Stance stance, Comparator<Said> order) {
        return turn.stream()
                .filter(s -> s.stance() == stance)
                .sorted(order)
                .flatMap(s -> s.account().stream())
                .toList();
    }

    private static Position.Counts counts(List<Said> said) {
        var reports = said.stream().flatMap(s -> s.reports().stream()).toList();
        return new Position.Counts(
                said.size(),
                reports.size(),
                distinct(reports, Facts::outlet),
                distinct(reports, Facts::origin));
    }

    private static int distinct(List<Facts> reports, Function<Facts, String> value) {
        return (int) reports.stream().map(value).distinct().count();
    }

    private static List<Facts> account(List<Facts> reports) {
        return reports.stream()
                .collect(
                        Collectors.groupingBy(
                                r -> List.of(String.valueOf(r.taken()), r.voice(), r.days())))
                .values()
                .stream()
                .max(
                        Comparator.comparing(
                                        (List<Facts> account) ->
                                                account.stream().anyMatch(Facts::official))
                                .thenComparing(
                                        account ->
                                                account.stream()
                                                        .map(Facts::origin)
                                                        .distinct()
                                                        .count())
                                .thenComparing(account -> account.stream().anyMatch(Facts::direct))
                                .thenComparing(
                                        account ->
                                                account.stream()
                                                        .map(Facts::published)
                                                        .max(Comparator.naturalOrder())
                                                        .orElseThrow())
                                .thenComparing(
                                        account -> account.getFirst().token(),
                                        Comparator.reverseOrder()))
                .orElseThrow();
    }

    private static Comparator<Said> order() {
        return Comparator.comparing((Said said) -> said.lead().days())
                .thenComparing(said -> said.lead().published())
                .thenComparing(Said::digest);
    }
}
