package org.demarche.gateway.registry;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.demarche.gateway.read.NamedEntries;
import org.demarche.gateway.read.Query;
import org.demarche.log.json.Forms;
import org.demarche.log.json.OneOf;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.EntryKey;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Issue;
import org.demarche.log.registry.Outlet;
import org.demarche.log.registry.RegistryEntry;
import org.jspecify.annotations.Nullable;

/** The filters of a list of entries, without the search for a name. */
final class RegistryFilter {

    private static final String MEMBER_OF = "memberOf";
    private static final String ON = "on";
    private static final String KIND = "kind";
    private static final String PARENT = "parent";
    private static final String OWNER = "owner";
    private static final String MERGED_INTO = "mergedInto";

    private final NamedEntries names;

    RegistryFilter(NamedEntries names) {
        this.names = names;
    }

    static Set<String> parameters(EntryType type) {
        return switch (type) {
            case ACTOR -> Set.of(MEMBER_OF, ON, KIND, MERGED_INTO);
            case ISSUE -> Set.of(PARENT, MERGED_INTO);
            case OUTLET -> Set.of(KIND, OWNER, MERGED_INTO);
        };
    }

    /** Reads the filter of a query; empty if the query asks for every entry. */
    Optional<Predicate<RegistryEntry>> of(EntryType type, Query query) {
        return both(ofType(type, query), merged(type, query));
    }

    private Optional<Predicate<RegistryEntry>> ofType(EntryType type, Query query) {
        return switch (type) {
            case ACTOR ->
                    both(
                            kind(
                                    query,
                                    Actor.Kind.ALL,
                                    Actor.Kind::label,
                                    Actor::kind,
                                    Actor.class),
                            members(query));
            case ISSUE -> parent(query);
            case OUTLET ->
                    both(
                            kind(
                                    query,
                                    Outlet.Kind.ALL,
                                    Outlet.Kind::label,
                                    Outlet::kind,
                                    Outlet.class),
                            owned(query));
        };
    }

    private static Optional<Predicate<RegistryEntry>> both(
            Optional<Predicate<RegistryEntry>> one, Optional<Predicate<RegistryEntry>> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(one.get().and(other.get()))
                : one.or(() -> other);
    }

    /**
     * Selects the entries that were merged into the given one, directly or through other entries.
     */
    private Optional<Predicate<RegistryEntry>> merged(EntryType type, Query query) {
        return query.one(MERGED_INTO)
                .map(name -> names.id(type, name))
                .map(
                        id ->
                                entry ->
                                        entry.mergedInto() != null
                                                && names.canonical(type, entry.id()).equals(id));
    }

    private static <E extends RegistryEntry, K> Optional<Predicate<RegistryEntry>> kind(
            Query query,
            List<K> kinds,
            Function<K, String> label,
            Function<E, K> kind,
            Class<E> type) {
        var labels = query.all(KIND);
        var wanted = new HashSet<K>();
        for (var text : labels) {
            wanted.add(
                    kinds.stream()
                            .filter(each -> label.apply(each).equals(text))
                            .findFirst()
                            .orElseThrow(() -> noKind(kinds.stream().map(label), text)));
        }
        return labels.isEmpty()
                ? Optional.empty()
                : Optional.of(entry -> wanted.contains(kind.apply(type.cast(entry))));
    }

    private static RuntimeException noKind(Stream<String> labels, String text) {
        return Query.refused(KIND, OneOf.fault(labels.sorted().toList(), text));
    }

    private Optional<Predicate<RegistryEntry>> members(Query query) {
        var day = query.one(ON).map(RegistryFilter::day).orElse(null);
        var whole = query.one(MEMBER_OF).map(names::actor);
        if (day != null && whole.isEmpty()) {
            throw Query.refused(ON, "is the day of a membership: give memberOf, too");
        }
        return whole.map(
                id ->
                        entry ->
                                entry instanceof Actor actor
                                        && actor.memberOf().stream()
                                                .anyMatch(part -> isOf(part, id, day)));
    }

    private boolean isOf(Actor.Part part, String whole, @Nullable LocalDate day) {
        return names.canonical(EntryType.ACTOR, part.actor()).equals(whole)
                && (day == null || part.covers(day));
    }

    private static LocalDate day(String text) {
        try {
            return Forms.day(text);
        } catch (IllegalArgumentException e) {
            throw Query.refused(ON, String.valueOf(e.getMessage()));
        }
    }

    private Optional<Predicate<RegistryEntry>> parent(Query query) {
        return query.one(PARENT)
                .map(names::issue)
                .map(
                        id ->
                                entry ->
                                        entry instanceof Issue issue
                                                && issue.parent() != null
                                                && names.canonical(EntryType.ISSUE, issue.parent())
                                                        .equals(id));
    }

    private Optional<Predicate<RegistryEntry>> owned(Query query) {
        return query.one(OWNER)
                .map(names::owner)
                .map(
                        owner ->
                                entry ->
                                        entry instanceof Outlet outlet
                                                && outlet.owner() != null
                                                && ownerOf(outlet.owner()).equals(owner));
    }

    /**
     * Finds the owner with this id. If an outlet and an actor have the id, it means the outlet, as
     * everywhere.
     */
    private EntryKey ownerOf(String id) {
        var type = names.isKnown(EntryType.OUTLET, id) ? EntryType.OUTLET : EntryType.ACTOR;
        return new EntryKey(type, names.canonical(type, id));
    }
}
