package org.demarche.cli.dna;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.cli.client.Gateway;
import org.demarche.log.name.NameId;
import org.demarche.log.name.NormalForm;

/**
 * The names in a file's statements, with the registry's entries for them. Spellings that the
 * registry considers equal are one name, and the first spelling is kept.
 */
final class Entries {

    private final Map<Key, Entry> byKey = new TreeMap<>();

    /**
     * @param name the name in the form in which names are compared
     */
    private record Key(Entry.Type type, String name) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::type).thenComparing(Key::name);

        static Key of(Entry.Type type, String name) {
            return new Key(type, NormalForm.of(name));
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private Entries() {}

    /**
     * Collects the names of reports, and asks the gateway once for each name in its first spelling:
     * first actors, then issues, then outlets.
     */
    static Entries of(List<DnaReport> drafts, Gateway gateway) {
        var entries = new Entries();
        drafts.forEach(entries::collect);
        entries.byKey.replaceAll(
                (key, entry) ->
                        gateway.find(key.type().path(entry.name()))
                                .map(found -> entry.known(found.path("id").asText(entry.id())))
                                .orElse(entry));
        return entries;
    }

    private void collect(DnaReport draft) {
        var named = new LinkedHashSet<Key>();
        named.add(
                name(
                        Entry.Type.ACTOR,
                        draft.holder(),
                        draft.organization() ? Entry.Kind.ORGANIZATION : Entry.Kind.PERSON));
        if (draft.person() != null) {
            named.add(name(Entry.Type.ACTOR, draft.person(), Entry.Kind.PERSON));
        }
        named.add(name(Entry.Type.ISSUE, draft.concept(), Entry.Kind.NONE));
        named.add(name(Entry.Type.OUTLET, draft.outlet(), Entry.Kind.OTHER));
        named.forEach(key -> byKey.computeIfPresent(key, (same, entry) -> entry.counted()));
    }

    private Key name(Entry.Type type, String name, Entry.Kind kind) {
        var key = Key.of(type, name);
        var id = NameId.of(name, type.label());
        byKey.merge(key, new Entry(type, id, name, kind, false, 0), (old, one) -> old.alsoOf(kind));
        return key;
    }

    /**
     * Returns the spelling that is kept for a name.
     *
     * @throws IllegalArgumentException if no statement has the name
     */
    String kept(Entry.Type type, String name) {
        var entry = byKey.get(Key.of(type, name));
        if (entry == null) {
            throw new IllegalArgumentException(name);
        }
        return entry.name();
    }

    /** Returns all entries, by type and then by name. */
    List<Entry> all() {
        return List.copyOf(byKey.values());
    }
}
