package org.demarche.log.registry;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.demarche.log.name.NormalForm;
import org.jspecify.annotations.Nullable;

/**
 * Knows the owners of each name, Wikidata item and state code, and so finds the entry that a name
 * means.
 */
final class Claims {

    private final Function<EntryType, EntriesOfType> entriesByType;

    /** The Wikidata items and the state codes of actors. */
    private final Owners marks = new Owners();

    Claims(Function<EntryType, EntriesOfType> entriesByType) {
        this.entriesByType = entriesByType;
    }

    void changed(String id, @Nullable RegistryEntry before, @Nullable RegistryEntry after) {
        marks.replace(id, Claim.marks(before).keySet(), Claim.marks(after).keySet());
    }

    Resolution resolve(EntryType type, String name) {
        var owners = entriesByType.apply(type).owners(name);
        if (owners.isEmpty()) {
            return type == EntryType.ACTOR ? byCode(name) : new Resolution.Unknown();
        }
        return owners.size() == 1
                ? new Resolution.Known(owners.getFirst())
                : new Resolution.Ambiguous(
                        SharedName.of(type, SharedName.NAME, name, all(type, owners)));
    }

    private Resolution byCode(String name) {
        var code = Codes.ofCountry(NormalForm.of(name));
        var states = code == null ? List.<String>of() : marks.of(code);
        return states.size() == 1
                ? new Resolution.Known(states.getFirst())
                : new Resolution.Unknown();
    }

    List<Conflict> conflicts(RegistryEntry entry) {
        var entries = entriesByType.apply(entry.type());
        var before = entries.entry(entry.id()).orElse(null);
        return new ConflictCheck(id -> entries.entry(id).orElseThrow(), before, entry)
                .conflicts(entries.names(), marks);
    }

    List<SharedName> shared() {
        return EntryType.ALL.stream()
                .flatMap(this::shared)
                .filter(each -> each.owners().size() > 1)
                .toList();
    }

    private Stream<SharedName> shared(EntryType type) {
        var entries = entriesByType.apply(type);
        var names =
                entries.names().shared().stream()
                        .filter(form -> !entries.areMerged(entries.names().of(form)))
                        .map(form -> shared(type, form, entries.names().of(form), Claim::names));
        return type == EntryType.ACTOR
                ? Stream.concat(
                        names,
                        marks.shared().stream()
                                .map(mark -> shared(type, mark, marks.of(mark), Claim::marks)))
                : names;
    }

    /** Makes the shared name. Skips an entry that was removed in the meantime. */
    private SharedName shared(
            EntryType type,
            String key,
            List<String> ids,
            Function<RegistryEntry, Map<String, Claim>> claims) {
        var entries = all(type, ids);
        var claim =
                entries.stream()
                        .flatMap(entry -> Stream.ofNullable(claims.apply(entry).get(key)))
                        .findFirst()
                        .orElse(new Claim("/name", key));
        return SharedName.of(type, claim.field(), claim.text(), entries);
    }

    private List<RegistryEntry> all(EntryType type, List<String> ids) {
        return ids.stream().flatMap(id -> entriesByType.apply(type).entry(id).stream()).toList();
    }
}
