package org.demarche.log.registry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.demarche.log.json.Violation;
import org.demarche.log.name.Nearest;
import org.demarche.log.registry.RegistryEntry.Reference;

/** Checks the references of a new entry: their ids must be known, and none may lead in a circle. */
final class ReferenceCheck {

    private static final String MERGED_INTO = "mergedInto";
    private static final String MEMBER_OF = "memberOf";

    /** A body can have hundreds of references, and each guess takes some time. */
    private static final int MOST_GUESSES = 3;

    private final Registry registry;
    private final RegistryEntry entry;
    private int guesses;

    ReferenceCheck(Registry registry, RegistryEntry entry) {
        this.registry = registry;
        this.entry = entry;
    }

    List<Violation> violations() {
        var violations = new ArrayList<Violation>();
        for (var reference : entry.references()) {
            fault(reference).ifPresent(violations::add);
        }
        return List.copyOf(violations);
    }

    private Optional<Violation> fault(Reference reference) {
        var target = target(reference);
        if (target.isEmpty()) {
            return Optional.of(unknown(reference));
        }
        if (leadsBack(target.get(), reference.relation())) {
            return Optional.of(new Violation(reference.pointer(), circle(target.get())));
        }
        if (reference.relation().equals(MEMBER_OF)
                && target.get() instanceof Actor group
                && group.hasUndefinedMembership()) {
            return Optional.of(
                    new Violation(
                            reference.pointer(),
                            "%s has undefined membership, so nobody can be a member of it: leave it out"
                                    .formatted(group.id())));
        }
        return Optional.empty();
    }

    /** Finds the entry itself, too, so that a reference to itself shows as a circle. */
    private Optional<RegistryEntry> target(Reference reference) {
        if (reference.types().contains(entry.type()) && reference.id().equals(entry.id())) {
            return Optional.of(entry);
        }
        return reference.types().stream()
                .flatMap(type -> registry.entry(type, reference.id()).stream())
                .findFirst();
    }

    private String circle(RegistryEntry target) {
        return target.key().equals(entry.key())
                ? "is the entry itself: leave it out"
                : "leads back to %s in a circle: name another, or change the %s %s first"
                        .formatted(entry.id(), target.type().label(), target.id());
    }

    private Violation unknown(Reference reference) {
        var suggestions = guesses++ < MOST_GUESSES ? nearest(reference) : List.<String>of();
        var types = reference.types().stream().map(EntryType::label).toList();
        return new Violation(
                reference.pointer(),
                "no %s has the id %s: name another, or put that entry first"
                        .formatted(String.join(" or ", types), reference.id()),
                suggestions);
    }

    private List<String> nearest(Reference reference) {
        return reference.types().stream()
                .flatMap(type -> registry.nearestIds(type, reference.id()).stream())
                .distinct()
                .limit(Nearest.MOST)
                .toList();
    }

    /**
     * Whether a reference leads back to the entry, through references of one relation and through
     * merges. Merges count, because a part of an entry that was merged into this one would be a
     * part of itself. A merge may close a circle of any relation, so it is checked for all
     * relations.
     */
    private boolean leadsBack(RegistryEntry from, String relation) {
        var relations = relation.equals(MERGED_INTO) ? relationsOf(entry) : Set.of(relation);
        return relations.stream().anyMatch(each -> leadsBackBy(each, from));
    }

    private static Set<String> relationsOf(RegistryEntry entry) {
        return switch (entry) {
            case Actor _ -> Set.of(MERGED_INTO, MEMBER_OF, "successors");
            case Issue _ -> Set.of(MERGED_INTO, "parent");
            case Outlet _ -> Set.of(MERGED_INTO, "owner");
        };
    }

    private boolean leadsBackBy(String relation, RegistryEntry from) {
        var seen = new HashSet<EntryKey>();
        var open = new ArrayDeque<RegistryEntry>(List.of(from));
        while (!open.isEmpty()) {
            var next = open.remove();
            if (next.key().equals(entry.key())) {
                return true;
            }
            if (seen.add(next.key())) {
                next.references().stream()
                        .filter(
                                reference ->
                                        reference.relation().equals(relation)
                                                || reference.relation().equals(MERGED_INTO))
                        .flatMap(reference -> target(reference).stream())
                        .forEach(open::add);
            }
        }
        return false;
    }
}
