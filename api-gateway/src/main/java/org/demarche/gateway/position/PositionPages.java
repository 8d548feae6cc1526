package org.demarche.gateway.position;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.demarche.gateway.fold.Pairs;
import org.demarche.gateway.fold.SeenVersion;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.gateway.read.Citable;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.gateway.view.StoredPosition;
import org.demarche.log.registry.Registry;
import org.demarche.model.PointInTime;
import org.demarche.model.Slug;
import org.demarche.model.Subject;

/**
 * Lists of positions: stored ones, or ones folded for the page, one after another. The number of
 * events for a page is limited. Pairs without known reports have no position, so a page may be
 * short and have a next one.
 */
final class PositionPages {

    /**
     * The question, without its actors.
     *
     * @param stored whether it is served as it is stored
     */
    record Wanted(ReadContext read, Query query, ReadTerms terms, boolean stored) {}

    private final SubjectFolds folds;
    private final Pairs pairs;

    PositionPages(Registry registry, SubjectFolds folds) {
        this.folds = folds;
        pairs = new Pairs(registry);
    }

    Wanted wanted(ReadContext read, Query query) {
        var copy = read.positions();
        var terms = ReadTerms.of(query, copy);
        return new Wanted(read, query, terms, terms.isStored(copy) && !folds.hasMerges());
    }

    /** The positions of an actor, by issue. */
    Citable<Page<StoredPosition>> ofActor(Wanted wanted, String actor) {
        var copy = wanted.read().positions();
        var after = wanted.query().cursor(PositionPages::slug).orElse("");
        var withParts = wanted.terms().withParts();
        return new Pages(wanted, folds.holders(actor, withParts), Subject::issue)
                .cited(
                        most -> copy.positionsOf(actor, after, most),
                        pairs.issuesOf(copy, actor, withParts).tailSet(after, false).stream()
                                .map(issue -> new Subject(actor, issue)));
    }

    /** The positions on an issue, by actor. */
    Citable<Page<StoredPosition>> onIssue(Wanted wanted, String issue) {
        var copy = wanted.read().positions();
        var after = wanted.query().cursor(PositionPages::slug).orElse("");
        return new Pages(wanted, Set.of(), Subject::actor)
                .cited(
                        most -> copy.positionsOn(issue, after, most),
                        pairs.actorsOn(copy, issue).tailSet(after, false).stream()
                                .map(actor -> new Subject(actor, issue)));
    }

    /**
     * The positions by actor, then issue.
     *
     * @param actors whose; empty for everybody's
     * @param issues on what; empty for everything
     */
    Citable<Page<StoredPosition>> matrix(
            Wanted wanted, NavigableSet<String> actors, NavigableSet<String> issues) {
        var copy = wanted.read().positions();
        var after = wanted.query().cursor(PositionPages::subject).orElse(new Subject("", ""));
        return new Pages(wanted, Set.of(), PositionPages::text)
                .cited(
                        most -> copy.positions(actors, issues, after.actor(), after.issue(), most),
                        pairs.subjects(copy, actors, issues, after)
                                .filter(subject -> !subject.equals(after)));
    }

    private static Optional<String> slug(String text) {
        return Optional.of(text).filter(Slug::is);
    }

    private static String text(Subject subject) {
        return subject.actor() + '/' + subject.issue();
    }

    private static Optional<Subject> subject(String text) {
        var parts = text.split("/", -1);
        return parts.length == 2 && Slug.is(parts[0]) && Slug.is(parts[1])
                ? Optional.of(new Subject(parts[0], parts[1]))
                : Optional.empty();
    }

    /** The pages of one list. */
    private final class Pages {

        private final ReadContext read;
        private final Query query;
        private final ReadTerms terms;
        private final boolean isStored;
        private final int limit;
        private final Set<String> holders;
        private final Function<Subject, String> place;

        /**
         * @param holders under whom all is filed; empty if that may be anybody
         * @param place what a cursor says of the last position before it
         */
        Pages(Wanted wanted, Set<String> holders, Function<Subject, String> place) {
            read = wanted.read();
            query = wanted.query();
            terms = wanted.terms();
            isStored = wanted.stored();
            limit = query.limit();
            this.holders = holders;
            this.place = place;
        }

        /**
         * @param stored at most so many of those that are stored
         * @param subjects those that are folded, if they are
         */
        Citable<Page<StoredPosition>> cited(
                IntFunction<List<StoredPosition>> stored, Stream<Subject> subjects) {
            if (isStored) {
                return Citable.stored(read, holders, _ -> page(stored.apply(limit + 1)));
            }
            var all = subjects.toList();
            return Citable.folded(read, terms, holders, (seen, time) -> folded(seen, all, time));
        }

        private Page<StoredPosition> page(List<StoredPosition> found) {
            return Page.of(
                    query,
                    found,
                    limit,
                    last -> place.apply(new Subject(last.actor(), last.issue())));
        }

        private Page<StoredPosition> folded(
                SeenVersion seen, List<Subject> subjects, PointInTime time) {
            var withParts = terms.withParts();
            var found = new ArrayList<StoredPosition>();
            var events = 0;
            var rest = subjects.iterator();
            while (found.size() <= limit && rest.hasNext()) {
                var subject = rest.next();
                folds.position(seen, subject, time, withParts)
                        .map(one -> new StoredPosition(subject.actor(), subject.issue(), one))
                        .ifPresent(found::add);
                events += folds.eventCount(subject, withParts);
                if (events >= Page.MOST_EVENTS && found.size() <= limit && rest.hasNext()) {
                    var cursor = query.cursorBehind(place.apply(subject));
                    return new Page<>(found, Optional.of(cursor));
                }
            }
            return page(found);
        }
    }
}
