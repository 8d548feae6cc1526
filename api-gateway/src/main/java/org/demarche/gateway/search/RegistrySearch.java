package org.demarche.gateway.search;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * Finds entries by what somebody typed: ids, names, aliases and propositions, whole or in part, in
 * any case, with any accents, a letter or two wrong.
 *
 * <p>Nothing is done for it until somebody searches: then the index takes in what has changed since
 * the last time.
 */
public final class RegistrySearch implements AutoCloseable {

    private final Registry registry;
    private final Map<EntryType, NameIndex> indices = new EnumMap<>(EntryType.class);

    public RegistrySearch(Registry registry) {
        this.registry = registry;
    }

    /**
     * The likeliest first, of equal rank by id.
     *
     * @param offset of the registry, which must have been read so far: what is found is of then, or
     *     later
     * @param after what these come behind; null: nothing
     * @param most of them
     */
    public List<Hit> find(
            EntryType type, Wanted wanted, long offset, @Nullable Hit after, int most) {
        var index = index(type);
        if (index.isBehind(offset)) {
            index.refresh(offset, registry.entries(type));
        }
        return index.find(wanted, after, most);
    }

    private synchronized NameIndex index(EntryType type) {
        return indices.computeIfAbsent(type, _ -> new NameIndex());
    }

    @Override
    public synchronized void close() {
        indices.values().forEach(NameIndex::close);
    }
}
