package org.demarche.search;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Near;
import org.demarche.log.registry.Nearby;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryEntry;
import org.demarche.log.registry.RegistryReader;
import org.jspecify.annotations.Nullable;

/**
 * Finds entries by what somebody typed: ids, names, aliases and propositions, whole or in part, in
 * any case, with any accents, a letter or two wrong. The registry has its suggestions from here.
 *
 * <p>Who searches takes in what has changed since the last time.
 */
public final class RegistrySearch implements Nearby, AutoCloseable {

    private final Registry registry;
    private final Map<EntryType, Set<String>> changed = new EnumMap<>(EntryType.class);
    private final Map<EntryType, NameIndex> indices = new EnumMap<>(EntryType.class);

    public RegistrySearch(Registry registry) {
        this.registry = registry;
        for (var type : EntryType.ALL) {
            changed.put(type, ConcurrentHashMap.newKeySet());
        }
        registry.onChange(key -> changed(key.type()).add(key.id()));
        for (var type : EntryType.ALL) {
            registry.entries(type).stream().map(RegistryEntry::id).forEach(changed(type)::add);
        }
        registry.suggestWith(this);
    }

    /**
     * Enters what there is as soon as the registry is read, so that nobody who asks waits for it.
     */
    public static RegistrySearch of(RegistryReader reader) {
        var search = new RegistrySearch(reader.registry());
        var _ =
                reader.caughtUp()
                        .thenRunAsync(
                                () -> EntryType.ALL.forEach(search::fresh),
                                work ->
                                        Thread.ofPlatform()
                                                .name("names")
                                                .daemon()
                                                .priority(Thread.MIN_PRIORITY)
                                                .start(work));
        return search;
    }

    /**
     * The likeliest first, of equal rank by id.
     *
     * @param after what these come behind; null: nothing
     * @param most of them
     */
    public List<Hit> find(EntryType type, Wanted wanted, @Nullable Hit after, int most) {
        return fresh(type).find(wanted, after, most);
    }

    @Override
    public List<Near> to(EntryType type, String name) {
        return fresh(type).near(name);
    }

    private NameIndex fresh(EntryType type) {
        var index = index(type);
        index.refresh(changed(type), id -> registry.entry(type, id));
        return index;
    }

    private synchronized NameIndex index(EntryType type) {
        return indices.computeIfAbsent(type, _ -> new NameIndex());
    }

    private Set<String> changed(EntryType type) {
        return changed.getOrDefault(type, Set.of());
    }

    @Override
    public synchronized void close() {
        indices.values().forEach(NameIndex::close);
    }
}
