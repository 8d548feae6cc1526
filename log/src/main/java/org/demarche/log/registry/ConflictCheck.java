package org.demarche.log.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names, Wikidata items and state codes that a new entry would take from others. An entry
 * may keep those that it already has, so that entries with a shared name can still be changed.
 */
final class ConflictCheck {

    private final Function<String, RegistryEntry> entries;
    private final @Nullable RegistryEntry before;
    private final RegistryEntry entry;
    private final List<Conflict> conflicts = new ArrayList<>();

    /**
     * @param entries finds an entry by its id
     * @param before the stored entry with the same id; null if there is none
     */
    ConflictCheck(
            Function<String, RegistryEntry> entries,
            @Nullable RegistryEntry before,
            RegistryEntry entry) {
        this.entries = entries;
        this.before = before;
        this.entry = entry;
    }

    /** Finds at most one conflict for each name, Wikidata item and state code. */
    List<Conflict> conflicts(Owners names, Owners marks) {
        note(Claim.names(entry), Claim.names(before).keySet(), names);
        note(Claim.marks(entry), Claim.marks(before).keySet(), marks);
        return List.copyOf(conflicts);
    }

    private void note(Map<String, Claim> claims, Set<String> held, Owners owners) {
        claims.forEach(
                (key, claim) -> {
                    if (!held.contains(key)) {
                        owners.of(key).stream()
                                .filter(id -> !id.equals(entry.id()))
                                .findFirst()
                                .ifPresent(id -> conflicts.add(conflict(claim, entries.apply(id))));
                    }
                });
    }

    private static Conflict conflict(Claim claim, RegistryEntry other) {
        var spellings =
                Stream.concat(Stream.of(other.id(), other.name()), other.aliases().stream());
        var same = spellings.anyMatch(each -> each.equalsIgnoreCase(claim.text()));
        return new Conflict(claim.pointer(), claim.text(), Owner.of(other), !same);
    }
}
