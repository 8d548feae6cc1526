package org.demarche.log.registry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.demarche.log.name.NormalForm;
import org.jspecify.annotations.Nullable;

/**
 * A name or mark that only one entry should have.
 *
 * @param pointer where in the entry it stands; empty for its id
 * @param text as it stands there
 */
record Claim(String pointer, String text) {

    /** One of name, code or wikidata. */
    String field() {
        return pointer.equals("/code") || pointer.equals("/wikidata")
                ? pointer.substring(1)
                : SharedName.NAME;
    }

    /**
     * By normal form. The id goes before the preferred name, and that before aliases; null has
     * none.
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
     * The Wikidata item and, for a state, the code, each on its own, because an item never looks
     * like a code. A merged entry has none, because its own values no longer count.
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
