package org.demarche.log.registry;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The entries of one type, by id, with their names and merges. */
final class Shelf {

    private record Stored(RegistryEntry entry, byte[] document) {}

    private final ConcurrentSkipListMap<String, Stored> entries = new ConcurrentSkipListMap<>();
    private final Names names = new Names();

    /** By id what it is merged into, of the entries that are. */
    private final Map<String, String> merged = new ConcurrentHashMap<>();

    private final Derived<Merges> merges =
            new Derived<>(() -> new Merges(merged, entries::containsKey));

    private final Runnable mergesChanged;

    /**
     * @param mergesChanged told when other entries may stand for each other than before
     */
    Shelf(Runnable mergesChanged) {
        this.mergesChanged = mergesChanged;
    }

    /**
     * @return what stood under its id before
     */
    @Nullable RegistryEntry put(RegistryEntry entry, byte[] document) {
        var stored = entries.put(entry.id(), new Stored(entry, document));
        var before = stored == null ? null : stored.entry();
        names.replace(before, entry);
        merge(entry.id(), before, entry);
        return before;
    }

    @Nullable RegistryEntry remove(String id) {
        var stored = entries.get(id);
        if (stored == null) {
            return null;
        }
        names.replace(stored.entry(), null);
        entries.remove(id);
        merge(id, stored.entry(), null);
        return stored.entry();
    }

    private void merge(String id, @Nullable RegistryEntry before, @Nullable RegistryEntry after) {
        var from = before == null ? null : before.mergedInto();
        var into = after == null ? null : after.mergedInto();
        if (into != null) {
            merged.put(id, into);
        } else if (from != null) {
            merged.remove(id);
        }
        // an id that comes or goes may be what a chain leads to
        var appears = before == null || after == null;
        if (!Objects.equals(from, into) || (appears && !merged.isEmpty())) {
            merges.outdate();
            mergesChanged.run();
        }
    }

    Names names() {
        return names;
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

    Stream<RegistryEntry> stream() {
        return entries.values().stream().map(Stored::entry);
    }

    List<RegistryEntry> list() {
        return stream().toList();
    }
}
