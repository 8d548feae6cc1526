package org.demarche.log.registry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.demarche.log.Nearest;
import org.demarche.log.Violation;
import org.demarche.log.registry.RegistryEntry.Reference;

/**
 * Every actor, issue and outlet, and what their names mean. A function of the entries alone,
 * whatever the order they came in, so that every service has the same one and compaction changes
 * nothing.
 *
 * <p>One thread applies; any number may look things up meanwhile, and never see an entry half
 * replaced.
 */
public final class Registry {

    private final Shelf actors = new Shelf();
    private final Shelf issues = new Shelf();
    private final Shelf outlets = new Shelf();

    /** The entries of one type, by id. */
    private record Shelf(ConcurrentSkipListMap<String, Stored> entries, Names names) {
        Shelf() {
            this(new ConcurrentSkipListMap<>(), new Names());
        }
    }

    private record Stored(RegistryEntry entry, byte[] document) {}

    public void apply(RegistryEntry entry) {
        apply(entry, EntryCodec.write(entry));
    }

    /**
     * @param document the bytes that the topic has, which may say more than this release
     *     understands
     */
    void apply(RegistryEntry entry, byte[] document) {
        var shelf = of(entry.type());
        var before = shelf.entries().put(entry.id(), new Stored(entry, document));
        shelf.names().replace(before == null ? null : before.entry(), entry);
    }

    void remove(EntryKey key) {
        var shelf = of(key.type());
        var before = shelf.entries().get(key.id());
        if (before != null) {
            shelf.names().replace(before.entry(), null);
            shelf.entries().remove(key.id());
        }
    }

    /**
     * Which entry a name means: an id, a preferred name or an alias, in whatever case and with
     * whatever accents.
     */
    public Resolution resolve(EntryType type, String name) {
        return idOf(type, name)
                .<Resolution>map(Resolution.Known::new)
                .orElseGet(() -> new Resolution.Unknown(of(type).names().nearest(name)));
    }

    /** As {@link #resolve}, for who has no use for the names that are near. */
    public Optional<String> idOf(EntryType type, String name) {
        return of(type).names().owner(name);
    }

    public Optional<RegistryEntry> entry(EntryType type, String id) {
        return Optional.ofNullable(of(type).entries().get(id)).map(Stored::entry);
    }

    public Optional<Actor> actor(String id) {
        return entry(EntryType.ACTOR, id).map(Actor.class::cast);
    }

    public Optional<Issue> issue(String id) {
        return entry(EntryType.ISSUE, id).map(Issue.class::cast);
    }

    public Optional<Outlet> outlet(String id) {
        return entry(EntryType.OUTLET, id).map(Outlet.class::cast);
    }

    /** The entry as it is served: the bytes of its record. */
    public Optional<byte[]> document(EntryType type, String id) {
        return Optional.ofNullable(of(type).entries().get(id))
                .map(stored -> stored.document().clone());
    }

    /** Sorted by id. */
    public List<RegistryEntry> entries(EntryType type) {
        return of(type).entries().values().stream().map(Stored::entry).toList();
    }

    /** The first name of an entry that is another's already. */
    public Optional<Conflict> conflict(RegistryEntry entry) {
        return of(entry.type()).names().conflict(entry);
    }

    /**
     * What is wrong with an entry's references: ids that nobody has, circles, members of what has
     * none that are known.
     */
    public List<Violation> check(RegistryEntry entry) {
        var violations = new ArrayList<Violation>();
        for (var reference : entry.references()) {
            var target = target(reference, entry);
            if (target.isEmpty()) {
                violations.add(unknown(reference));
            } else if (leadsTo(entry, target.get(), reference.relation())) {
                violations.add(
                        new Violation(
                                reference.pointer(), "leads in a circle back to " + entry.id()));
            } else if (target.get() instanceof Actor group
                    && reference.relation().equals("memberOf")
                    && group.hasUndefinedMembership()) {
                violations.add(
                        new Violation(
                                reference.pointer(),
                                group.id()
                                        + " has undefined membership: no one is known to be in it"));
            }
        }
        return List.copyOf(violations);
    }

    /** An entry that names itself is there already, for the circle to be seen. */
    private Optional<RegistryEntry> target(Reference reference, RegistryEntry entry) {
        if (reference.types().contains(entry.type()) && reference.id().equals(entry.id())) {
            return Optional.of(entry);
        }
        return reference.types().stream()
                .flatMap(type -> entry(type, reference.id()).stream())
                .findFirst();
    }

    private Violation unknown(Reference reference) {
        var suggestions =
                reference.types().stream()
                        .flatMap(type -> of(type).names().nearestIds(reference.id()).stream())
                        .distinct()
                        .limit(Nearest.MOST)
                        .toList();
        var types = reference.types().stream().map(EntryType::label).toList();
        return new Violation(
                reference.pointer(),
                "no %s has the id %s".formatted(String.join(" or ", types), reference.id()),
                suggestions);
    }

    /** Whether one comes from the second entry to the first by one relation. */
    private boolean leadsTo(RegistryEntry wanted, RegistryEntry from, String relation) {
        var seen = new HashSet<EntryKey>();
        var open = new ArrayDeque<RegistryEntry>(List.of(from));
        while (!open.isEmpty()) {
            var next = open.remove();
            if (next.key().equals(wanted.key())) {
                return true;
            }
            if (seen.add(next.key())) {
                next.references().stream()
                        .filter(reference -> reference.relation().equals(relation))
                        .flatMap(reference -> target(reference, wanted).stream())
                        .forEach(open::add);
            }
        }
        return false;
    }

    private Shelf of(EntryType type) {
        return switch (type) {
            case ACTOR -> actors;
            case ISSUE -> issues;
            case OUTLET -> outlets;
        };
    }
}
