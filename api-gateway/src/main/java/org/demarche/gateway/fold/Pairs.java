package org.demarche.gateway.fold;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.TimedPart;
import org.demarche.model.Subject;

/** Finds the actors and issues with positions. Merged entries count as one. */
public final class Pairs {

    private final Registry registry;

    public Pairs(Registry registry) {
        this.registry = registry;
    }

    public NavigableSet<String> actors(PositionsCopy copy) {
        return registry.hasMerges(EntryType.ACTOR)
                ? canonical(EntryType.ACTOR, copy.actors().stream())
                : copy.actors();
    }

    public NavigableSet<String> issuesOf(PositionsCopy copy, String actor, boolean withParts) {
        var whole =
                withParts
                        ? Stream.concat(
                                Stream.of(actor),
                                registry.parts(actor).stream().map(TimedPart::actor))
                        : Stream.of(actor);
        return union(EntryType.ISSUE, whole.flatMap(this::actorIds), copy::issuesOf);
    }

    public NavigableSet<String> actorsOn(PositionsCopy copy, String issue) {
        var ids = registry.mergedFrom(EntryType.ISSUE, issue).stream();
        return union(EntryType.ACTOR, ids, copy::actorsOn);
    }

    /**
     * Lists the pairs of these actors and issues, sorted by actor, then by issue.
     *
     * @param actors the actors wanted; empty for all
     * @param issues the issues wanted; empty for all
     * @param from the list begins at this pair, or behind it if it has no position
     */
    public Stream<Subject> subjects(
            PositionsCopy copy,
            NavigableSet<String> actors,
            NavigableSet<String> issues,
            Subject from) {
        return (actors.isEmpty() ? actors(copy) : actors)
                .tailSet(from.actor(), true).stream()
                        .flatMap(
                                actor ->
                                        issuesOf(copy, actor, false).stream()
                                                .filter(
                                                        issue ->
                                                                issues.isEmpty()
                                                                        || issues.contains(issue))
                                                .map(issue -> new Subject(actor, issue)))
                        .filter(subject -> subject.compareTo(from) >= 0);
    }

    private Stream<String> actorIds(String actor) {
        return registry.mergedFrom(EntryType.ACTOR, actor).stream();
    }

    private NavigableSet<String> union(
            EntryType type, Stream<String> ids, Function<String, Collection<String>> found) {
        return canonical(type, ids.flatMap(id -> found.apply(id).stream()));
    }

    private NavigableSet<String> canonical(EntryType type, Stream<String> ids) {
        var canonical = new TreeSet<String>();
        ids.forEach(id -> canonical.add(registry.canonical(type, id)));
        return canonical;
    }
}
