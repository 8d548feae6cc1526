package org.demarche.gateway.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.gateway.fold.Pairs;
import org.demarche.gateway.fold.SeenVersion;
import org.demarche.gateway.fold.SubjectFold;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.gateway.list.ListRead;
import org.demarche.gateway.read.NamedEntries;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.model.PointInTime;
import org.demarche.model.Subject;
import org.demarche.model.explain.StatementEvidence;

/**
 * Finds the statements of a page. They are ordered by actor, then by issue, and then the newest
 * comes first. Each page folds pairs one after the other, up to a number of events, so a page may
 * be short although there is a next one. In the order of days, each page folds all pairs, and the
 * number of their events is limited.
 */
final class StatementPages {

    static final String ORDER = "order";

    static final ListRead<StatementEvidence> LIST =
            new ListRead<>(
                    Columns.STATEMENTS, StatementJson::of, last -> StatementPlace.of(last).text());

    /**
     * @param actors the actors of the statements; empty for all actors
     * @param issues the issues of the statements; empty for all issues
     */
    private record Wanted(
            NavigableSet<String> actors, NavigableSet<String> issues, StatementFilter filter) {}

    private final Registry registry;
    private final SubjectFolds folds;
    private final Pairs pairs;

    StatementPages(Registry registry, SubjectFolds folds) {
        this.registry = registry;
        this.folds = folds;
        pairs = new Pairs(registry);
    }

    Page<StatementEvidence> page(
            NamedEntries names, SeenVersion seen, Query query, PointInTime time) {
        var wanted =
                new Wanted(
                        names.ids(EntryType.ACTOR, query, "actor"),
                        names.ids(EntryType.ISSUE, query, "issue"),
                        StatementFilter.of(query, registry, names));
        return query.oneOf(ORDER, "actor", "day").filter("day"::equals).isPresent()
                ? byDay(seen, query, time, wanted)
                : byActor(seen, query, time, wanted);
    }

    private Page<StatementEvidence> byActor(
            SeenVersion seen, Query query, PointInTime time, Wanted wanted) {
        var limit = query.limit();
        var after = query.cursor(StatementPlace::parse).orElse(StatementPlace.START);
        var subjects = subjects(seen.copy(), wanted, after).iterator();
        var found = new ArrayList<StatementEvidence>();
        var folded = 0;
        while (found.size() <= limit && subjects.hasNext()) {
            var subject = subjects.next();
            var pair = folds.of(seen, subject, false);
            found.addAll(rest(pair, time, wanted.filter(), after, limit + 1 - found.size()));
            folded += pair.eventCount();
            if (folded >= Page.MOST_EVENTS && found.size() <= limit && subjects.hasNext()) {
                var behind = new StatementPlace(subject, null);
                return new Page<>(found, Optional.of(query.cursorBehind(behind.text())));
            }
        }
        return LIST.page(query, found);
    }

    /**
     * Folds all pairs that may have a statement on the page, because only then the order is known.
     */
    private Page<StatementEvidence> byDay(
            SeenVersion seen, Query query, PointInTime time, Wanted wanted) {
        var limit = query.limit();
        var after = query.cursor(StatementPlace::parseStatement);
        var subjects = subjects(seen.copy(), wanted, StatementPlace.START).toList();
        requireFew(subjects);
        var newest = new TreeMap<StatementPlace, StatementEvidence>(StatementPlace.BY_DAY);
        for (var subject : subjects) {
            for (var statement : folds.of(seen, subject, false).statements(time)) {
                var place = StatementPlace.of(statement);
                if (wanted.filter().test(statement)
                        && after.map(last -> isBehind(place, last)).orElse(true)) {
                    newest.put(place, statement);
                    if (newest.size() > limit + 1) {
                        newest.pollLastEntry();
                    }
                }
            }
        }
        return LIST.page(query, List.copyOf(newest.values()));
    }

    private static boolean isBehind(StatementPlace place, StatementPlace last) {
        return StatementPlace.BY_DAY.compare(place, last) > 0;
    }

    private void requireFew(List<Subject> subjects) {
        var events = subjects.stream().mapToLong(one -> folds.eventCount(one, false)).sum();
        if (events > SubjectFolds.MOST_EVENTS) {
            throw Query.refused(
                    ORDER,
                    "cannot be day here: it would read %,d reports, and the most is %,d. Name fewer actors or issues, or leave out order=day"
                            .formatted(events, SubjectFolds.MOST_EVENTS));
        }
    }

    /** Returns the pairs that may have a wanted statement at this place or behind it. */
    private Stream<Subject> subjects(PositionsCopy copy, Wanted wanted, StatementPlace after) {
        var from = after.subject();
        var all =
                indexed(wanted.filter().reports())
                        .map(subjects -> among(subjects, wanted.actors(), wanted.issues(), from))
                        .orElseGet(
                                () -> pairs.subjects(copy, wanted.actors(), wanted.issues(), from));
        return all.filter(subject -> !after.isBehind(subject) && mayHave(subject, wanted.filter()));
    }

    /**
     * Returns the pairs that may have the wanted utterance and words. A pair may have none, because
     * its reports may have been corrected since. Empty if the query asks for neither.
     */
    private Optional<Set<Subject>> indexed(ReportFilter reports) {
        var each = reports.words().stream().map(folds::having);
        var uttering =
                reports.utterances().stream()
                        .flatMap(utterance -> folds.uttering(utterance).stream())
                        .collect(Collectors.toSet());
        return (reports.utterances().isEmpty() ? each : Stream.concat(Stream.of(uttering), each))
                .reduce(
                        (some, others) ->
                                some.stream().filter(others::contains).collect(Collectors.toSet()));
    }

    private static Stream<Subject> among(
            Set<Subject> subjects,
            NavigableSet<String> actors,
            NavigableSet<String> issues,
            Subject from) {
        return subjects.stream()
                .sorted()
                .filter(subject -> actors.isEmpty() || actors.contains(subject.actor()))
                .filter(subject -> issues.isEmpty() || issues.contains(subject.issue()))
                .filter(subject -> subject.compareTo(from) >= 0);
    }

    /** Whether the pair may have a wanted statement, judged by names alone, which is very fast. */
    private boolean mayHave(Subject subject, StatementFilter filter) {
        var reports = filter.reports();
        return (reports.outlets().isEmpty() || folds.haveNamed(subject, reports.outlets()))
                && (reports.origins().isEmpty() || folds.haveNamed(subject, reports.origins()));
    }

    private static List<StatementEvidence> rest(
            SubjectFold pair,
            PointInTime time,
            StatementFilter filter,
            StatementPlace after,
            int most) {
        return pair.statements(time).reversed().stream()
                .filter(after::isBefore)
                .filter(filter)
                .limit(most)
                .toList();
    }
}
