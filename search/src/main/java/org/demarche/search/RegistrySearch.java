package org.demarche.search;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.demarche.log.name.Near;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.NearbyNames;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryEntry;
import org.demarche.log.registry.RegistryReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds entries by typed text: ids, names, aliases and propositions, whole or in part, in any case,
 * with any accents, and with a letter or two wrong. The registry gets its suggestions from here.
 *
 * <p>A search first indexes all changes since the previous search. A suggestion does so only if few
 * entries have changed.
 */
public final class RegistrySearch implements NearbyNames, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrySearch.class);

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /** A suggestion indexes the changed entries only if there are at most this many. */
    private static final int FEW = 250;

    /** The longest time that a refusal waits for its suggestions. */
    private static final Duration LONGEST = Duration.ofMillis(500);

    /** The longest time that a suggestion waits for the index at the start of a service. */
    private static final Duration TO_BEGIN = Duration.ofSeconds(2);

    private final ScheduledExecutorService follower =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform()
                            .name("names")
                            .daemon()
                            .priority(Thread.MIN_PRIORITY)
                            .factory());

    private final Registry registry;
    private final Map<EntryType, Set<String>> changed = new EnumMap<>(EntryType.class);
    private final Map<EntryType, NameIndex> indices = new EnumMap<>(EntryType.class);

    /**
     * Completes when a suggestion need not wait any more: all entries that the registry had at the
     * start are indexed, or the time for that is over.
     */
    private volatile CompletableFuture<Void> begun = CompletableFuture.completedFuture(null);

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
     * Makes a search that also indexes changes in the background as soon as the registry is read,
     * so that no search has to index a large registry first.
     */
    public static RegistrySearch of(RegistryReader reader) {
        return of(reader.registry(), reader.caughtUp(), TO_BEGIN);
    }

    /**
     * @param read completes when the registry is read
     * @param toBegin the longest time that a suggestion waits for the index after that
     */
    static RegistrySearch of(Registry registry, CompletableFuture<Void> read, Duration toBegin) {
        var search = new RegistrySearch(registry);
        var _ = read.thenRun(() -> search.follow(toBegin));
        return search;
    }

    private void follow(Duration toBegin) {
        begun =
                new CompletableFuture<Void>()
                        .completeOnTimeout(null, toBegin.toMillis(), TimeUnit.MILLISECONDS);
        var _ =
                follower.scheduleWithFixedDelay(
                        this::takeIn, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void takeIn() {
        try {
            EntryType.ALL.forEach(this::fresh);
        } catch (RuntimeException e) {
            LOG.error("Cannot index the changes; the next search tries again", e);
        } finally {
            begun.complete(null);
        }
    }

    /**
     * Returns the best matches first, and those of the same rank by id.
     *
     * @param after the hit before the first wanted one; null for the beginning
     * @param most the most hits to return
     */
    public List<Hit> find(EntryType type, NameQuery wanted, @Nullable Hit after, int most) {
        return fresh(type).find(wanted, after, most);
    }

    @Override
    public List<Near> to(EntryType type, String name) {
        // without this wait, the first suggestions would come from an index without entries
        begun.join();
        var index = index(type);
        var changed = changed(type);
        var patience = TimeBudget.in(LONGEST);
        // if many entries have changed, the background thread indexes them; until then a suggestion
        // finds only entries that are in the index already
        if (changed.size() <= FEW) {
            index.refresh(changed, id -> registry.entry(type, id), patience);
        }
        return index.near(name, patience);
    }

    @Override
    public List<Near> ofAllTo(EntryType type, String name) {
        return fresh(type).near(name, TimeBudget.ENDLESS);
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
    public void close() {
        changed.values().forEach(Set::clear);
        follower.close();
        closeIndices();
    }

    private synchronized void closeIndices() {
        indices.values().forEach(NameIndex::close);
    }
}
