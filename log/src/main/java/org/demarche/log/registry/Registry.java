package org.demarche.log.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.demarche.log.json.Violation;
import org.demarche.log.name.Near;
import org.jspecify.annotations.Nullable;

/**
 * All actors, issues and outlets, with their names. It depends only on the entries, and not on
 * their order, so every service has the same registry, and compaction changes nothing.
 *
 * <p>One thread applies changes. Any number of threads may read meanwhile, and never see half a
 * change.
 */
public final class Registry {

    private final AtomicLong groupings = new AtomicLong();
    private final Memoized<Parts> parts = new Memoized<>(this::workOutParts);
    private final EntriesOfType actors = new EntriesOfType(this::regroupActors);
    private final EntriesOfType issues = new EntriesOfType(groupings::incrementAndGet);
    private final EntriesOfType outlets = new EntriesOfType(groupings::incrementAndGet);

    private final Claims claims = new Claims(this::of);
    private final List<Consumer<EntryKey>> listeners = new CopyOnWriteArrayList<>();
    private volatile NearbyNames nearby = NearbyNames.NONE;

    public void apply(RegistryEntry entry) {
        apply(entry, EntryCodec.write(entry), Instant.EPOCH, null);
    }

    /**
     * @param document the bytes in the topic, which may have fields that this release does not know
     * @param appended the append time of the record
     * @param past the record's header {@link EntryHistory#HEADER}; null if it has none
     */
    void apply(RegistryEntry entry, byte[] document, Instant appended, byte @Nullable [] past) {
        changed(entry.key(), of(entry.type()).put(entry, document, appended, past), entry);
    }

    void remove(EntryKey key) {
        changed(key, of(key.type()).remove(key.id()), null);
    }

    private void changed(
            EntryKey key, @Nullable RegistryEntry before, @Nullable RegistryEntry after) {
        claims.changed(key.id(), before, after);
        if (!rolledUpInto(before).equals(rolledUpInto(after))) {
            regroupActors();
        }
        var becomesOutlet = isOutlet(before) != isOutlet(after);
        if (becomesOutlet || isUndefined(before) != isUndefined(after)) {
            groupings.incrementAndGet();
        }
        listeners.forEach(each -> each.accept(key));
    }

    /**
     * Adds a listener. The thread that applies a change calls it with the key of each entry that
     * was added, changed or removed.
     */
    public void onChange(Consumer<EntryKey> listener) {
        listeners.add(listener);
    }

    /** Sets the index that finds suggestions. Before this call there are none. */
    public void suggestWith(NearbyNames index) {
        nearby = index;
    }

    private void regroupActors() {
        parts.outdate();
        groupings.incrementAndGet();
    }

    private static boolean isOutlet(@Nullable RegistryEntry entry) {
        return entry instanceof Outlet;
    }

    private static boolean isUndefined(@Nullable RegistryEntry entry) {
        return entry instanceof Actor actor && actor.hasUndefinedMembership();
    }

    private static List<Actor.Part> rolledUpInto(@Nullable RegistryEntry entry) {
        return entry instanceof Actor actor ? actor.rolledUpInto() : List.of();
    }

    private Parts workOutParts() {
        return new Parts(actors.stream().map(Actor.class::cast), actors.merges());
    }

    /**
     * Finds the entry that a name means. The name may be an id, a preferred name or an alias, in
     * any spelling that {@link org.demarche.log.name.NormalForm} considers equal. If no actor has
     * the name, it may be the ISO 3166-1 code of a state, alpha-3 or alpha-2, if only one state has
     * this code.
     */
    public Resolution resolve(EntryType type, String name) {
        return claims.resolve(type, name);
    }

    /** Like {@link #resolve}; empty if the name is unknown or ambiguous. */
    public Optional<String> idOf(EntryType type, String name) {
        return resolve(type, name) instanceof Resolution.Known(var id)
                ? Optional.of(id)
                : Optional.empty();
    }

    /**
     * Finds registered names that are near to an unknown one, among the names that the index has
     * already.
     */
    public List<String> nearest(EntryType type, String name) {
        return names(nearby.to(type, name));
    }

    /**
     * Like {@link #nearest}, but among all registered names. May wait until the index has all of
     * them.
     */
    public List<String> neighbours(EntryType type, String name) {
        return names(nearby.ofAllTo(type, name));
    }

    private static List<String> names(List<Near> near) {
        return near.stream().map(Near::name).toList();
    }

    public Optional<RegistryEntry> entry(EntryType type, String id) {
        return of(type).entry(id);
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

    /** Returns the bytes of the entry's record, which reads answer with. */
    public Optional<byte[]> document(EntryType type, String id) {
        return of(type).document(id);
    }

    /** The entry and its earlier revisions. */
    public Optional<EntryHistory> history(EntryType type, String id) {
        return of(type).history(id);
    }

    /** The entries, sorted by id. */
    public List<RegistryEntry> entries(EntryType type) {
        return of(type).list();
    }

    /** Finds the ids of the entries whose names are nearest to this one, the nearest first. */
    List<String> nearestIds(EntryType type, String name) {
        return nearby.to(type, name).stream().map(Near::id).toList();
    }

    /**
     * Returns the id at the end of this id's chain of merges. For an entry that is not merged, and
     * for an unknown id, this is the id itself.
     */
    public String canonical(EntryType type, String id) {
        return of(type).hasMerges() ? of(type).merges().end(id) : id;
    }

    /**
     * Returns all ids that mean the same entry as this one, sorted; this id and {@link #canonical}
     * are among them. Reports that were filed under any of these ids count for all.
     */
    public List<String> mergedFrom(EntryType type, String id) {
        return of(type).hasMerges() ? of(type).merges().same(id) : List.of(id);
    }

    /**
     * Returns a number that rises after every change of merges, of the ids of outlets, and of
     * parts. While this number is the same, the results of {@link #canonical}, {@link #mergedFrom}
     * and {@link #parts} are the same.
     */
    public long groupings() {
        return groupings.get();
    }

    /** Whether any entry is merged into another. */
    public boolean hasMerges() {
        return actors.hasMerges() || issues.hasMerges() || outlets.hasMerges();
    }

    /** Whether an entry of this type is merged into another. */
    public boolean hasMerges(EntryType type) {
        return of(type).hasMerges();
    }

    /**
     * Returns the organizations that are parts of this actor, directly or through others, with the
     * days on which they are parts, sorted by id. Persons and states are not parts, because they
     * speak for the actor in spokenFor. A group of undefined membership has no parts. All ids are
     * {@link #canonical}.
     */
    public List<TimedPart> parts(String actorId) {
        var whole = canonical(EntryType.ACTOR, actorId);
        var undefined = actor(whole).filter(Actor::hasUndefinedMembership).isPresent();
        return undefined ? List.of() : parts.get().of(whole);
    }

    /** Finds the names, Wikidata items and state codes that the entry would take from others. */
    public List<Conflict> conflicts(RegistryEntry entry) {
        return claims.conflicts(entry);
    }

    /**
     * Finds the names, Wikidata items and state codes that several entries have, although only one
     * should, in the order of types.
     */
    public List<SharedName> shared() {
        return claims.shared();
    }

    /** Returns the number of preferred names and aliases, which determines the memory in use. */
    public long names() {
        return EntryType.ALL.stream().mapToLong(type -> of(type).nameCount()).sum();
    }

    /** Returns the number of names that the registry would have with this entry. */
    public long namesWith(RegistryEntry entry) {
        var before = of(entry.type()).entry(entry.id()).orElse(null);
        return names() - EntriesOfType.count(before) + EntriesOfType.count(entry);
    }

    /**
     * Finds the faults of an entry's references: unknown ids, circles, and membership in a group of
     * undefined membership.
     */
    public List<Violation> check(RegistryEntry entry) {
        return new ReferenceCheck(this, entry).violations();
    }

    private EntriesOfType of(EntryType type) {
        return switch (type) {
            case ACTOR -> actors;
            case ISSUE -> issues;
            case OUTLET -> outlets;
        };
    }
}
