package org.demarche.model.fold;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.demarche.model.Grades;
import org.demarche.model.PointInTime;
import org.demarche.model.Report;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.demarche.model.edtf.Days;
import org.demarche.model.fold.Position.Certainty;

/**
 * The rule {@code latest-own/1} written down a second time, for one actor and issue as filed, from
 * the whole list of events and with no regard to speed. It shares nothing with the fold but its
 * values: dates, ids and what a position is made of.
 */
final class PlainFold {

    private static final Rule RULE = Rule.LATEST_OWN_1;

    private static final String OWN = "";

    /**
     * One report as it stands.
     *
     * @param voice {@link #OWN}, or the kind and the name, which sort as positions name them
     * @param stance null for a refusal to comment
     */
    private record Told(Filed filed, String voice, Stance stance, LocalDate published, Days days) {

        static final Comparator<Told> ORDER =
                comparing(Told::published).thenComparing(told -> told.filed.report().token());

        static Told of(Filed filed) {
            var body = filed.body();
            var published =
                    body.source().publishedOn() != null
                            ? body.source().publishedOn()
                            : filed.recorded().atZone(ZoneOffset.UTC).toLocalDate();
            return new Told(
                    filed,
                    body.spokenFor() == null
                            ? "narrated " + body.source().outlet()
                            : body.spokenFor().equals(body.holder())
                                    ? OWN
                                    : "ascribed " + body.spokenFor(),
                    body.act() != null && "011".equals(body.act().cameo()) ? null : body.stance(),
                    published,
                    body.saidOn() == null
                            ? new Days(null, published)
                            : body.saidOn().days(published));
        }

        List<?> statement() {
            return filed.body().utterance() != null
                    ? List.of(filed.body().utterance())
                    : Stream.of(voice, speaker(), days, stance).map(String::valueOf).toList();
        }

        String speaker() {
            var speaker = filed.body().speaker();
            return speaker == null || speaker.actor() != null
                    ? speaker == null ? null : speaker.actor()
                    : speaker.name();
        }

        String office() {
            var speaker = filed.body().speaker();
            var office = filed.resolved().speakerOffice();
            return speaker == null || office != null ? office : speaker.role();
        }

        String origin() {
            return filed.resolved().origin();
        }

        List<String> keys() {
            return filed.body().conditions().stream().map(Report.Condition::key).toList();
        }

        boolean official() {
            return "official".equals(filed.resolved().outletKind())
                    && (origin().equals(filed.body().spokenFor()) || origin().equals(speaker()));
        }

        boolean direct() {
            var quote = filed.body().quote();
            return quote != null && quote.type() == Report.Quote.Type.DIRECT;
        }

        boolean certain() {
            return days.certain()
                    && filed.body().saidOn() != null
                    && !filed.body().saidOn().qualified();
        }
    }

    /** One statement: all its reports, and the account of it that counts. */
    private record Said(StatementId id, List<Told> reports, List<Told> account) {

        static final Comparator<Said> ORDER =
                comparing(Said::days)
                        .thenComparing(said -> said.lead().published())
                        .thenComparing(said -> said.id().digest());

        static Said of(List<Told> reports) {
            var sorted = reports.stream().sorted(Told.ORDER).toList();
            var accounts =
                    sorted.stream()
                            .collect(groupingBy(it -> it.voice() + it.stance() + it.days()))
                            .values();
            var first = sorted.getFirst().filed();
            return new Said(
                    StatementId.of(first.body(), first.recorded()),
                    sorted,
                    accounts.stream().max(weight()).orElseThrow());
        }

        static Comparator<List<Told>> weight() {
            return comparing((List<Told> account) -> account.stream().anyMatch(Told::official))
                    .thenComparing(account -> distinct(account, Told::origin))
                    .thenComparing(account -> account.stream().anyMatch(Told::direct))
                    .thenComparing(account -> account.getLast().published())
                    .thenComparing(
                            account -> account.getFirst().filed().report().token(), reverseOrder());
        }

        Told lead() {
            return account.getFirst();
        }

        Stance stance() {
            return lead().stance();
        }

        Days days() {
            return lead().days();
        }

        Instant at() {
            var instants = account.stream().map(told -> told.filed().body().saidAt());
            return instants.filter(Objects::nonNull).findFirst().orElse(null);
        }

        boolean contested() {
            var keys = account.stream().map(Told::keys).filter(all -> !all.contains(null));
            return account.size() < reports.size() || keys.map(Set::copyOf).distinct().count() > 1;
        }
    }

    private final Map<String, List<Said>> voices = new TreeMap<>();
    private final List<Said> own;
    private final List<List<Said>> turns;

    private PlainFold(List<ReportEvent> events, PointInTime time) {
        standing(events, time).stream()
                .map(Told::of)
                .collect(groupingBy(Told::statement))
                .values()
                .stream()
                .map(Said::of)
                .filter(said -> isWithin(time, said.days()))
                .sorted(Said.ORDER)
                .forEach(
                        said ->
                                voices.computeIfAbsent(said.lead().voice(), _ -> new ArrayList<>())
                                        .add(said));
        own = voices.getOrDefault(OWN, List.of());
        turns = turns(own);
    }

    static Position of(List<ReportEvent> events) {
        return of(events, PointInTime.NOW);
    }

    static Position of(List<ReportEvent> events, PointInTime time) {
        return new PlainFold(events, time).position();
    }

    /** The oldest first. */
    static List<Shift> shifts(List<ReportEvent> events, PointInTime time) {
        var turns = new PlainFold(events, time).turns;
        var shifts = new ArrayList<Shift>();
        for (var i = 0; i < turns.size(); i++) {
            var from = i == 0 ? null : turns.get(i - 1);
            var kind = kind(from, turns.get(i));
            if (kind != null) {
                var before = from == null ? null : side(from);
                shifts.add(
                        new Shift(ReportBuilder.SUBJECT, kind, before, side(turns.get(i)), null));
            }
        }
        return shifts;
    }

    private Position position() {
        var lastHeard = own.isEmpty() ? null : own.getLast().days();
        if (turns.isEmpty()) {
            return Position.withoutStance(
                    ReportBuilder.SUBJECT, lastHeard, counts(own), ascribed(null), RULE);
        }
        var turn = turns.getLast();
        var stance = winner(turn).stance();
        var begin = beginOfRun(turns.size() - 1);
        var run = turns.subList(begin, turns.size()).stream().flatMap(List::stream).toList();
        var mixed = turn.stream().anyMatch(said -> said.stance() != stance);
        return new Position(
                ReportBuilder.HOLDER,
                ReportBuilder.ISSUE,
                stance,
                run.getFirst().days(),
                conditions(turn),
                certainty(run, stance),
                mixed,
                mixed && carried(turn).values().stream().allMatch(all -> all.size() == 1),
                lastHeard,
                latest(winner(turn)),
                counts(run),
                counts(own),
                begin == 0 ? null : previous(begin - 1),
                ascribed(stance),
                null,
                RULE);
    }

    private static Collection<Filed> standing(List<ReportEvent> events, PointInTime time) {
        var reports = new LinkedHashMap<ReportId, Filed>();
        for (var event : events) {
            if (time.asKnown() == null || !event.recorded().isAfter(time.asKnown())) {
                switch (event) {
                    case Filed filed -> reports.putIfAbsent(filed.report(), filed);
                    case ReportEvent.Corrected(var id, var body, var names, var digest, var at) -> {
                        // what stands already is not said again, whatever the registry says now
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

    private static boolean isWithin(PointInTime time, Days days) {
        var day = time.uncertain() ? days.earliest() : days.latest();
        return time.asOf() == null || day == null || !day.isAfter(time.asOf());
    }

    private static List<List<Said>> turns(List<Said> said) {
        var stances = said.stream().filter(one -> one.stance() != null);
        var byDays = stances.collect(groupingBy(Said::days, TreeMap::new, toList()));
        return List.copyOf(byDays.values());
    }

    private static Said winner(List<Said> turn) {
        if (turn.stream().allMatch(said -> said.at() != null)) {
            return turn.stream().max(comparing(Said::at).thenComparing(Said.ORDER)).orElseThrow();
        }
        var taken = turn.stream().map(Said::stance).collect(toSet());
        var heavier =
                taken.stream()
                        .filter(stance -> stance != Stance.NONE)
                        .max(
                                comparing((Stance it) -> distinct(told(turn, it), Told::origin))
                                        .thenComparing(it -> last(turn, it), Told.ORDER))
                        .orElse(Stance.NONE);
        var stance = taken.contains(Stance.CONDITIONAL) ? Stance.CONDITIONAL : heavier;
        return turn.stream().filter(it -> it.stance() == stance).max(Said.ORDER).orElseThrow();
    }

    private static Told last(List<Said> turn, Stance stance) {
        return told(turn, stance).stream().max(Told.ORDER).orElseThrow();
    }

    private static List<Told> told(List<Said> turn, Stance stance) {
        var said = turn.stream().filter(one -> one.stance() == stance);
        return said.flatMap(one -> one.account().stream()).toList();
    }

    private static Map<String, Set<Stance>> carried(List<Said> turn) {
        return turn.stream()
                .flatMap(said -> said.account().stream())
                .collect(groupingBy(Told::origin, mapping(Told::stance, toSet())));
    }

    private static List<HeardCondition> conditions(List<Said> turn) {
        if (winner(turn).stance() != Stance.CONDITIONAL) {
            return List.of();
        }
        var first = new LinkedHashMap<List<?>, Report.Condition>();
        var origins = new LinkedHashMap<List<?>, TreeSet<String>>();
        for (var told : told(turn, Stance.CONDITIONAL)) {
            for (var condition : told.filed().body().conditions()) {
                var key = condition.key();
                var same = key == null ? List.of("text", condition.text()) : List.of("key", key);
                first.putIfAbsent(same, condition);
                origins.computeIfAbsent(same, _ -> new TreeSet<>()).add(told.origin());
            }
        }
        return first.entrySet().stream()
                .map(
                        one ->
                                new HeardCondition(
                                        one.getValue().key(),
                                        one.getValue().text(),
                                        origins.get(one.getKey()).stream().limit(5).toList(),
                                        origins.get(one.getKey()).size()))
                .toList();
    }

    /** The first turn of the run that has this one. */
    private int beginOfRun(int turn) {
        var begin = turn;
        while (begin > 0
                && winner(turns.get(begin - 1)).stance() == winner(turns.get(turn)).stance()) {
            begin--;
        }
        return begin;
    }

    private Position.Previous previous(int last) {
        return new Position.Previous(
                winner(turns.get(last)).stance(),
                turns.get(beginOfRun(last)).getFirst().days(),
                turns.get(last).getFirst().days());
    }

    private Certainty certainty(List<Said> run, Stance stance) {
        var earliest = run.getLast().days().earliest();
        var open =
                own.stream()
                        .filter(said -> said.stance() != null && said.stance() != stance)
                        .filter(said -> !said.days().certain())
                        .map(said -> said.days().latest())
                        .anyMatch(latest -> earliest == null || latest.isAfter(earliest));
        var certain = run.stream().allMatch(said -> said.lead().certain());
        return open ? Certainty.OPEN : certain ? Certainty.CERTAIN : Certainty.UNCERTAIN;
    }

    private static Position.Latest latest(Said said) {
        return new Position.Latest(
                said.id(),
                said.days(),
                said.lead().speaker(),
                said.lead().office(),
                said.contested(),
                said.reports().size(),
                said.reports().stream()
                        .limit(5)
                        .map(Told::filed)
                        .map(it -> new Position.LatestReport(it.report(), outlet(it), Grades.NONE))
                        .toList(),
                List.of());
    }

    private static Support counts(List<Said> said) {
        var reports = said.stream().flatMap(one -> one.reports().stream()).toList();
        return new Support(
                said.size(),
                reports.size(),
                distinct(reports, told -> outlet(told.filed())),
                distinct(reports, Told::origin));
    }

    private List<Position.Ascribed> ascribed(Stance own) {
        var ascribed = new ArrayList<Position.Ascribed>();
        voices.forEach(
                (voice, said) -> {
                    if (!voice.equals(OWN) && !turns(said).isEmpty()) {
                        var last = winner(turns(said).getLast());
                        ascribed.add(
                                new Position.Ascribed(
                                        voice.substring(voice.indexOf(' ') + 1),
                                        voice.startsWith("narrated"),
                                        last.stance(),
                                        last.days(),
                                        last.id(),
                                        own != null && own != last.stance()));
                    }
                });
        return ascribed;
    }

    private static Shift.Kind kind(List<Said> from, List<Said> to) {
        if (from == null) {
            return Shift.Kind.FIRST;
        }
        return switch (winner(from).stance() + " " + winner(to).stance()) {
            case "FAVOR AGAINST", "AGAINST FAVOR" -> Shift.Kind.FLIP;
            case "AGAINST CONDITIONAL", "CONDITIONAL FAVOR" -> Shift.Kind.SOFTEN;
            case "FAVOR CONDITIONAL", "CONDITIONAL AGAINST" -> Shift.Kind.HARDEN;
            case "FAVOR NONE", "CONDITIONAL NONE", "AGAINST NONE" -> Shift.Kind.LAPSE;
            case "NONE FAVOR", "NONE CONDITIONAL", "NONE AGAINST" -> Shift.Kind.RESUME;
            case "CONDITIONAL CONDITIONAL" -> {
                var before = conditions(from).stream().map(HeardCondition::key).toList();
                var after = conditions(to).stream().map(HeardCondition::key).toList();
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

    private static Shift.Side side(List<Said> turn) {
        var keys = conditions(turn).stream().map(HeardCondition::key).filter(Objects::nonNull);
        var said = winner(turn);
        return new Shift.Side(
                said.stance(), keys.toList(), said.id(), said.days(), said.lead().speaker());
    }

    private static String outlet(Filed filed) {
        return filed.body().source().outlet();
    }

    private static <T> int distinct(List<T> all, Function<T, String> value) {
        return (int) all.stream().map(value).distinct().count();
    }
}
