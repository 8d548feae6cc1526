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
 * All actors, issues and outlets, with their names. It is a function of the entries alone, in any
 * order, so every service has the same registry, and compaction changes nothing.
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
     * @param document the bytes that the topic has, which may say more than this release
     *     understands
     * @param appended when the topic took them
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

    /** Tells the listener each entry that is added, changed or removed, in the applying thread. */
    public void onChange(Consumer<EntryKey> listener) {
        listeners.add(listener);
    }

    /** Before this call there are no suggestions. */
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
     * The entry for a name, which may be an id, a preferred name or an alias in any spelling that
     * {@link org.demarche.log.name.NormalForm} considers equal; or else the only state with this
     * code of ISO 3166-1, alpha-3 or alpha-2.
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
     * Registered names that are near to an unknown one, among those that are in the index already.
     */
    public List<String> nearest(EntryType type, String name) {
        return names(nearby.to(type, name));
    }

    /** Like {@link #nearest}, among all registered names; may wait until the index has them. */
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

    /** The document that reads answer with: the bytes of the entry's record. */
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

    /** Ids of the entries whose names are nearest to this one, the nearest first. */
    List<String> nearestIds(EntryType type, String name) {
        return nearby.to(type, name).stream().map(Near::id).toList();
    }

    /**
     * The entry that stands for this one: itself, or the end of its chain of merges. An unknown id
     * stands for itself.
     */
    public String canonical(EntryType type, String id) {
        return of(type).hasMerges() ? of(type).merges().end(id) : id;
    }

    /**
     * All ids that mean the same entry as this one, sorted, with itself and {@link #canonical}:
     * reports filed under any of them count for all.
     */
    public List<String> mergedFrom(EntryType type, String id) {
        return of(type).hasMerges() ? of(type).merges().same(id) : List.of(id);
    }

    /**
     * Rises after every change of merges, of the ids of outlets, and of parts. While it is the
     * same, so are {@link #canonical}, {@link #mergedFrom} and {@link #parts}.
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
     * The organizations that are parts of this actor, directly or through others, with their days,
     * sorted by id. Persons and states are not parts, because they speak for the actor in
     * spokenFor. A group of undefined membership has no parts. All ids are {@link #canonical}.
     */
    public List<TimedPart> parts(String actorId) {
        var whole = canonical(EntryType.ACTOR, actorId);
        var undefined = actor(whole).filter(Actor::hasUndefinedMembership).isPresent();
        return undefined ? List.of() : parts.get().of(whole);
    }

    /** The names, Wikidata items and state codes that the entry would take from others. */
    public List<Conflict> conflicts(RegistryEntry entry) {
        return claims.conflicts(entry);
    }

    /**
     * The names and marks that several entries have, but only one should, in the order of types.
     */
    public List<SharedName> shared() {
        return claims.shared();
    }

    /** The number of preferred names and aliases, which determines the memory in use. */
    public long names() {
        return EntryType.ALL.stream().mapToLong(type -> of(type).nameCount()).sum();
    }

    /** The number of names with this entry added. */
    public long namesWith(RegistryEntry entry) {
        var before = of(entry.type()).entry(entry.id()).orElse(null);
        return names() - EntriesOfType.count(before) + EntriesOfType.count(entry);
    }

    /**
     * The faults of an entry's references: unknown ids, circles, and membership in a group that has
     * no known members.
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
