package org.demarche.log.registry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.demarche.log.name.NormalForm;
import org.jspecify.annotations.Nullable;

/**
 * A name, Wikidata item or state code that only one entry should have.
 *
 * @param pointer the place in the entry, as a JSON pointer; empty for the id
 * @param text the text as the entry has it
 */
record Claim(String pointer, String text) {

    /** Returns {@code name}, {@code code} or {@code wikidata}. */
    String field() {
        return pointer.equals("/code") || pointer.equals("/wikidata")
                ? pointer.substring(1)
                : SharedName.NAME;
    }

    /**
     * Returns the names of an entry by their normal forms; none for null. If names have the same
     * normal form, the id precedes the preferred name, and the preferred name precedes aliases.
     */
    static Map<String, Claim> names(@Nullable RegistryEntry entry) {
        if (entry == null) {
            return Map.of();
        }
        var names = new LinkedHashMap<String, Claim>();
        names.put(NormalForm.of(entry.id()), new Claim("", entry.id()));
        names.putIfAbsent(NormalForm.of(entry.name()), new Claim("/name", entry.name()));
        for (var i = 0; i < entry.aliases().size(); i++) {
            var alias = entry.aliases().get(i);
            names.putIfAbsent(NormalForm.of(alias), new Claim("/aliases/" + i, alias));
        }
        names.remove("");
        return names;
    }

    /**
     * Returns the Wikidata item and, for a state, the code. They can be keys of one map, because an
     * item never looks like a code. A merged entry has none, because its own values no longer
     * count.
     */
    static Map<String, Claim> marks(@Nullable RegistryEntry entry) {
        var marks = new HashMap<String, Claim>();
        if (entry instanceof Actor actor && actor.mergedInto() == null) {
            if (actor.wikidata() != null) {
                marks.put(actor.wikidata(), new Claim("/wikidata", actor.wikidata()));
            }
            if (actor.kind() == Actor.Kind.STATE && actor.code() != null) {
                marks.put(actor.code(), new Claim("/code", actor.code()));
            }
        }
        return marks;
    }
}
