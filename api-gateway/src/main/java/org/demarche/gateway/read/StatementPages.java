package org.demarche.gateway.read;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.gateway.fold.Folded;
import org.demarche.gateway.fold.Folds;
import org.demarche.gateway.fold.Pairs;
import org.demarche.gateway.fold.Seen;
import org.demarche.gateway.view.View;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.model.PointInTime;
import org.demarche.model.StatementEvidence;
import org.demarche.model.Subject;

/**
 * Statements by actor, then issue, then the newest first. Each page folds a limited number of
 * pairs, one after the other, so a page may be short and have a next one.
 */
final class StatementPages {

    private final Registry registry;
    private final Known known;
    private final Folds folds;
    private final Pairs pairs;

    StatementPages(Registry registry, Folds folds) {
        this.registry = registry;
        this.folds = folds;
        known = new Known(registry);
        pairs = new Pairs(registry);
    }

    Page<StatementEvidence> page(Seen seen, Query query, PointInTime time) {
        var actors = known.ids(EntryType.ACTOR, query, "actor");
        var issues = known.ids(EntryType.ISSUE, query, "issue");
        var filter = StatementFilter.of(query, registry, known);
        var limit = query.limit();
        var after = query.cursor(StatementPlace::parse).orElse(StatementPlace.START);
        var subjects = subjects(seen.view(), actors, issues, filter.reports(), after).iterator();
        var found = new ArrayList<StatementEvidence>();
        var folded = 0;
        while (found.size() <= limit && subjects.hasNext()) {
            var subject = subjects.next();
            if (!mayHave(subject, filter)) {
                continue;
            }
            var pair = folds.of(seen, subject, false);
            found.addAll(rest(pair, time, filter, after, limit + 1 - found.size()));
            folded += pair.eventCount();
            if (folded >= Page.MOST_EVENTS && found.size() <= limit && subjects.hasNext()) {
                var behind = new StatementPlace(subject, null);
                return new Page<>(found, Optional.of(query.cursorBehind(behind.text())));
            }
        }
        return Page.of(query, found, limit, last -> StatementPlace.of(last).text());
    }

    private Stream<Subject> subjects(
            View view,
            NavigableSet<String> actors,
            NavigableSet<String> issues,
            ReportFilter reports,
            StatementPlace after) {
        var from = after.subject();
        var all =
                indexed(reports)
                        .map(subjects -> among(subjects, actors, issues, from))
                        .orElseGet(() -> pairs.subjects(view, actors, issues, from));
        return all.filter(subject -> !after.isBehind(subject));
    }

    /**
     * The pairs that may have such an utterance and such words; the reports may have been corrected
     * since. Empty if the query asks for neither.
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

    /** Decides by names alone, which costs next to nothing. */
    private boolean mayHave(Subject subject, StatementFilter filter) {
        var reports = filter.reports();
        return (reports.outlets().isEmpty() || folds.haveNamed(subject, reports.outlets()))
                && (reports.origins().isEmpty() || folds.haveNamed(subject, reports.origins()));
    }

    private static List<StatementEvidence> rest(
            Folded pair, PointInTime time, StatementFilter filter, StatementPlace after, int most) {
        return pair.statements(time).reversed().stream()
                .filter(after::isBefore)
                .filter(filter)
                .limit(most)
                .toList();
    }
}
