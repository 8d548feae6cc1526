package org.demarche.model.fold;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.demarche.model.Report;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.demarche.model.edtf.Days;
import org.demarche.model.edtf.Qualifier;

/** One statement: all its reports, those of the account that counts, and when it was said. */
record PlainStatement(
        StatementId id,
        List<PlainReport> reports,
        List<PlainReport> account,
        Days days,
        boolean open,
        boolean tied) {

    static final List<Stance> IN_A_TIE =
            List.of(Stance.CONDITIONAL, Stance.AGAINST, Stance.FAVOR, Stance.NONE);

    static final Comparator<PlainStatement> ORDER =
            comparing(PlainStatement::days)
                    .thenComparing(said -> said.lead().published())
                    .thenComparing(said -> said.id().digest());

    static PlainStatement of(List<PlainReport> filed) {
        var sorted = filed.stream().sorted(PlainReport.ORDER).toList();
        var first = sorted.getFirst();
        var unnamed = first.body().utterance() == null && first.speaker() == null;
        var reports =
                sorted.stream()
                        .map(it -> unnamed ? new PlainReport(it.filed(), first.origin()) : it)
                        .toList();
        var accounts =
                reports.stream().collect(groupingBy(PlainReport::said)).values().stream()
                        .flatMap(group -> largest(group).stream())
                        .toList();
        var most = accounts.stream().max(WEIGHT).orElseThrow();
        var tied = accounts.stream().filter(it -> WEIGHT.compare(it, most) == 0).toList();
        var said =
                tied.stream()
                        .map(List::getFirst)
                        .min(
                                comparing((PlainReport it) -> rank(it.stance()))
                                        .thenComparing(it -> place(it.voice())))
                        .orElseThrow()
                        .said();
        var account =
                tied.stream()
                        .filter(it -> it.getFirst().said().equals(said))
                        .flatMap(List::stream)
                        .distinct()
                        .sorted(PlainReport.ORDER)
                        .toList();
        var days = tied.stream().map(PlainStatement::shared).toList();
        var id = StatementId.of(first.body(), first.filed().recorded());
        var words = tied.stream().map(it -> it.getFirst().said()).distinct().count();
        return new PlainStatement(id, reports, account, span(days), tied.size() > 1, words > 1);
    }

    /** The sets that share a day and are part of no larger one. */
    static List<List<PlainReport>> largest(List<PlainReport> group) {
        var sets = new LinkedHashSet<List<PlainReport>>();
        for (var one : group) {
            sets.add(group.stream().filter(it -> it.mayBeOn(one.start())).toList());
        }
        return sets.stream()
                .filter(
                        set ->
                                sets.stream()
                                        .noneMatch(
                                                it ->
                                                        it.size() > set.size()
                                                                && it.containsAll(set)))
                .toList();
    }

    static final Comparator<List<PlainReport>> WEIGHT =
            comparing(
                            (List<PlainReport> account) ->
                                    account.stream().anyMatch(PlainReport::official))
                    .thenComparing(account -> PlainReport.distinct(account, PlainReport::origin))
                    .thenComparing(account -> account.stream().anyMatch(PlainReport::direct))
                    .thenComparing(PlainReport::lastPublished);

    static int rank(Stance stance) {
        return stance == null ? IN_A_TIE.size() : IN_A_TIE.indexOf(stance);
    }

    static String place(String voice) {
        return voice.equals(PlainReport.OWN)
                ? "0"
                : voice.replace("ascribed", "1").replace("narrated", "2");
    }

    /** The values that all reports of an account share. */
    static Days shared(List<PlainReport> account) {
        var days = account.stream().map(PlainReport::days).toList();
        var start = account.stream().map(PlainReport::start).max(comparing(it -> it)).orElseThrow();
        var end = days.stream().map(Days::latest).min(comparing(it -> it)).orElseThrow();
        var earliest = start.equals(LocalDate.MIN) ? null : start;
        return given(earliest, start.isAfter(end) ? start : end, days);
    }

    static Days span(List<Days> days) {
        var end = days.stream().map(Days::latest).max(comparing(it -> it)).orElseThrow();
        return given(days.stream().min(comparing(it -> it)).orElseThrow().earliest(), end, days);
    }

    PlainReport lead() {
        return account.getFirst();
    }

    Stance stance() {
        return lead().stance();
    }

    String utterance() {
        return lead().body().utterance();
    }

    Days pair() {
        return new Days(days.earliest(), days.latest());
    }

    boolean contested() {
        var keyed =
                account.stream()
                        .filter(it -> keys(it).stream().noneMatch(Objects::isNull))
                        .toList();
        return anyTwo(reports, (a, b) -> !a.said().equals(b.said()) || !a.meets(b))
                || anyTwo(keyed, (a, b) -> !Set.copyOf(keys(a)).equals(Set.copyOf(keys(b))));
    }

    static List<String> keys(PlainReport told) {
        return told.body().conditions().stream().map(Report.Condition::key).toList();
    }

    /** Of different origins. */
    static boolean anyTwo(List<PlainReport> all, BiPredicate<PlainReport, PlainReport> differ) {
        return all.stream()
                .anyMatch(
                        a ->
                                all.stream()
                                        .anyMatch(
                                                b ->
                                                        !a.origin().equals(b.origin())
                                                                && differ.test(a, b)));
    }

    /** By the clock. */
    boolean isBefore(PlainStatement other) {
        var mine = instants();
        var theirs = other.instants();
        return !mine.isEmpty() && !theirs.isEmpty() && mine.getLast().isBefore(theirs.getFirst());
    }

    List<Instant> instants() {
        var instants = account.stream().map(it -> it.body().saidAt());
        return instants.filter(Objects::nonNull).sorted().toList();
    }

    boolean isSaidAfter(PlainStatement other) {
        return other.utterance() != null
                && account.stream().anyMatch(it -> other.utterance().equals(it.body().saidAfter()));
    }

    boolean follows(PlainStatement other) {
        return other.isBefore(this) || !isBefore(other) && isSaidAfter(other);
    }

    /** A bound is doubted only if everybody who gives it doubts it. */
    static Days given(LocalDate earliest, LocalDate latest, List<Days> givers) {
        var starts = givers.stream().filter(it -> Objects.equals(it.earliest(), earliest));
        var ends = givers.stream().filter(it -> it.latest().equals(latest));
        return new Days(
                earliest,
                latest,
                doubt(starts.map(Days::ofEarliest).collect(HashSet::new, Set::add, Set::addAll)),
                doubt(ends.map(Days::ofLatest).collect(HashSet::new, Set::add, Set::addAll)));
    }

    static Qualifier doubt(Set<Qualifier> doubts) {
        return doubts.isEmpty() || doubts.contains(null)
                ? null
                : doubts.size() > 1 ? Qualifier.BOTH : doubts.iterator().next();
    }

    /** The reports of their accounts that count. */
    static List<PlainReport> counting(List<PlainStatement> said) {
        return said.stream().flatMap(it -> it.account().stream()).toList();
    }
}
