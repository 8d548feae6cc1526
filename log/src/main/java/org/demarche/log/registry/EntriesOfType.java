package org.demarche.log.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.demarche.log.name.NormalForm;
import org.jspecify.annotations.Nullable;

/** The entries of one type, by id, with their names and merges. */
final class EntriesOfType {

    /**
     * @param appended the append time of the entry's record
     * @param past the header of that record with the earlier revisions; null if the record has none
     */
    private record Stored(
            RegistryEntry entry, byte[] document, Instant appended, byte @Nullable [] past) {}

    private final ConcurrentSkipListMap<String, Stored> entries = new ConcurrentSkipListMap<>();
    private final Owners names = new Owners();
    private final AtomicLong nameCount = new AtomicLong();

    /** The target of each merged entry, by the id of that entry. */
    private final Map<String, String> merged = new ConcurrentHashMap<>();

    private final Memoized<Merges> merges =
            new Memoized<>(() -> new Merges(merged, entries::containsKey));

    private final Runnable mergesChanged;

    /**
     * @param mergesChanged runs when the merges of the entries may have changed
     */
    EntriesOfType(Runnable mergesChanged) {
        this.mergesChanged = mergesChanged;
    }

    /**
     * @return the previous entry with the same id; null if there was none
     */
    @Nullable RegistryEntry put(
            RegistryEntry entry, byte[] document, Instant appended, byte @Nullable [] past) {
        var stored = entries.put(entry.id(), new Stored(entry, document, appended, past));
        var before = stored == null ? null : stored.entry();
        name(entry.id(), before, entry);
        merge(entry.id(), before, entry);
        return before;
    }

    @Nullable RegistryEntry remove(String id) {
        var stored = entries.get(id);
        if (stored == null) {
            return null;
        }
        name(id, stored.entry(), null);
        entries.remove(id);
        merge(id, stored.entry(), null);
        return stored.entry();
    }

    private void name(String id, @Nullable RegistryEntry before, @Nullable RegistryEntry after) {
        names.replace(id, Claim.names(before).keySet(), Claim.names(after).keySet());
        nameCount.addAndGet(count(after) - count(before));
    }

    /** Counts the preferred name and the aliases. */
    static long count(@Nullable RegistryEntry entry) {
        return entry == null ? 0 : 1 + entry.aliases().size();
    }

    private void merge(String id, @Nullable RegistryEntry before, @Nullable RegistryEntry after) {
        var from = before == null ? null : before.mergedInto();
        var into = after == null ? null : after.mergedInto();
        if (into != null) {
            merged.put(id, into);
        } else if (from != null) {
            merged.remove(id);
        }
        // a chain of merges may lead to the id that was added or removed
        var appears = before == null || after == null;
        if (!Objects.equals(from, into) || (appears && !merged.isEmpty())) {
            merges.outdate();
            mergesChanged.run();
        }
    }

    Owners names() {
        return names;
    }

    long nameCount() {
        return nameCount.get();
    }

    /**
     * Returns the ids of the entries with this name; only one id if all of them are merged into one
     * entry. An id means its own entry, even if others have it as a name.
     */
    List<String> owners(String name) {
        if (entries.containsKey(name)) {
            return List.of(name);
        }
        var owners = names.of(NormalForm.of(name));
        return owners.size() > 1 && areMerged(owners) ? List.of(owners.getFirst()) : owners;
    }

    /** Whether all ids lead to the same entry. */
    boolean areMerged(List<String> ids) {
        return hasMerges() && ids.stream().map(merges()::end).distinct().count() == 1;
    }

    Merges merges() {
        return merges.get();
    }

    boolean hasMerges() {
        return !merged.isEmpty() && !merges().isEmpty();
    }

    Optional<RegistryEntry> entry(String id) {
        return Optional.ofNullable(entries.get(id)).map(Stored::entry);
    }

    Optional<byte[]> document(String id) {
        return Optional.ofNullable(entries.get(id)).map(stored -> stored.document().clone());
    }

    Optional<EntryHistory> history(String id) {
        return Optional.ofNullable(entries.get(id))
                .map(
                        stored ->
                                EntryHistory.of(
                                        stored.document().clone(),
                                        stored.appended(),
                                        stored.past()));
    }

    Stream<RegistryEntry> stream() {
        return entries.values().stream().map(Stored::entry);
    }

    List<RegistryEntry> list() {
        return stream().toList();
    }
}
