package org.demarche.gateway.fold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.demarche.gateway.view.Document;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.model.PointInTime;
import org.demarche.model.Subject;

/**
 * Finds the latest stances that others give to an actor, and those that the actor gives to others.
 * They are read from the stored position of each pair if that has all of them; otherwise the pair
 * is folded.
 */
public final class Ascriptions {

    private static final JsonMapper JSON = new JsonMapper();

    private final Registry registry;
    private final SubjectFolds folds;
    private final Pairs pairs;

    public Ascriptions(Registry registry, SubjectFolds folds) {
        this.registry = registry;
        this.folds = folds;
        pairs = new Pairs(registry);
    }

    /**
     * @param issues the issues wanted; empty for all
     */
    public Stream<Ascription> of(
            SeenVersion seen, String actor, NavigableSet<String> issues, PointInTime time) {
        return pairs.issuesOf(seen.copy(), actor, false).stream()
                .filter(issue -> issues.isEmpty() || issues.contains(issue))
                .flatMap(issue -> all(seen, new Subject(actor, issue), time));
    }

    /**
     * @param issues the issues wanted; empty for all
     */
    public Stream<Ascription> by(
            SeenVersion seen, String actor, NavigableSet<String> issues, PointInTime time) {
        var subjects = new TreeSet<Subject>();
        for (var id : registry.mergedFrom(EntryType.ACTOR, actor)) {
            folds.ascribedBy(id).forEach(subject -> subjects.add(canonical(subject)));
        }
        return subjects.stream()
                .filter(subject -> issues.isEmpty() || issues.contains(subject.issue()))
                .flatMap(subject -> all(seen, subject, time))
                // a report that once named the actor may have been corrected or retracted since
                .filter(one -> one.by().equals(actor) && !one.narrated());
    }

    private Subject canonical(Subject subject) {
        return new Subject(
                registry.canonical(EntryType.ACTOR, subject.actor()),
                registry.canonical(EntryType.ISSUE, subject.issue()));
    }

    private Stream<Ascription> all(SeenVersion seen, Subject subject, PointInTime time) {
        return stored(seen, subject, time)
                .orElseGet(
                        () ->
                                folds.of(seen, subject, false).ascribed(time).stream()
                                        .map(one -> Ascription.of(subject, one)));
    }

    private Optional<Stream<Ascription>> stored(
            SeenVersion seen, Subject subject, PointInTime time) {
        if (!time.equals(PointInTime.NOW) || !seen.isStored() || !folds.isAsFiled(subject)) {
            return Optional.empty();
        }
        return seen.copy()
                .position(subject.actor(), subject.issue())
                .map(Ascriptions::json)
                .filter(
                        position ->
                                position.path("ascribed").size()
                                        == position.path("ascribedCount").asInt(-1))
                .map(
                        position ->
                                StreamSupport.stream(position.path("ascribed").spliterator(), false)
                                        .map(one -> Ascription.of(subject, one)));
    }

    private static JsonNode json(Document document) {
        try {
            return JSON.readTree(document.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Stored documents are always JSON", e);
        }
    }
}
