package org.demarche.gateway.position;

import io.micronaut.http.MutableHttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.demarche.gateway.fold.SeenVersion;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.gateway.list.ListRead;
import org.demarche.gateway.read.Citable;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.PanelDays;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.view.StoredPosition;
import org.demarche.model.PointInTime;
import org.demarche.model.Subject;

/**
 * A list of positions. They are stored, or folded one after another for the page. The number of
 * events that are folded for a page is limited, so a page may be short although a next page
 * follows. Pairs without known reports have no position.
 *
 * @param path the path of the list, with ids in place of names
 * @param lead the JSON fields before the items, each followed by a comma
 * @param holders the ids under which all reports of the list are filed; empty if they may be any
 * @param place gives the place of a position in the order of the list
 */
record PositionPages(
        SubjectFolds folds,
        ReadContext read,
        Query query,
        ReadTerms terms,
        String path,
        String lead,
        Set<String> holders,
        Function<Subject, String> place) {

    /**
     * Answers with a page, or with a panel if the request asks for one.
     *
     * @param stored gives stored positions, at most the given number
     * @param subjects gives the pairs to fold, if the positions are not stored
     */
    MutableHttpResponse<byte[]> answer(
            Optional<PanelDays> panel,
            IntFunction<List<StoredPosition>> stored,
            Supplier<Stream<Subject>> subjects) {
        if (panel.isPresent()) {
            return new PositionPanel(folds, panel.get(), terms)
                    .answer(read, path, holders, subjects.get());
        }
        var list =
                new ListRead<StoredPosition>(
                        Columns.POSITIONS,
                        lead,
                        position -> position.document().bytes(),
                        position -> place.apply(position.subject()));
        var found = found(list, stored, subjects);
        return found.linked(path, read, list.answer(read, found));
    }

    private Citable<Page<StoredPosition>> found(
            ListRead<StoredPosition> list,
            IntFunction<List<StoredPosition>> stored,
            Supplier<Stream<Subject>> subjects) {
        var limit = query.limit();
        if (terms.isStored(read.positions()) && !read.registry().hasMerges()) {
            return Citable.stored(read, holders, _ -> list.page(query, stored.apply(limit + 1)));
        }
        var all = subjects.get().toList();
        return Citable.folded(
                read, terms, holders, (seen, time) -> folded(list, seen, all, time, limit));
    }

    private Page<StoredPosition> folded(
            ListRead<StoredPosition> list,
            SeenVersion seen,
            List<Subject> subjects,
            PointInTime time,
            int limit) {
        var found = new ArrayList<StoredPosition>();
        var events = 0;
        var rest = subjects.iterator();
        while (found.size() <= limit && rest.hasNext()) {
            var subject = rest.next();
            folds.position(seen, subject, time, terms.withParts())
                    .map(one -> new StoredPosition(subject.actor(), subject.issue(), one))
                    .ifPresent(found::add);
            events += folds.eventCount(subject, terms.withParts());
            if (events >= Page.MOST_EVENTS && found.size() <= limit && rest.hasNext()) {
                var cursor = query.cursorBehind(place.apply(subject));
                return new Page<>(found, Optional.of(cursor));
            }
        }
        return list.page(query, found);
    }
}
