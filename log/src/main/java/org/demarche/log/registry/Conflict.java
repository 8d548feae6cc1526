package org.demarche.log.registry;

/**
 * A name, Wikidata item or state code that an entry would take from another entry.
 *
 * @param pointer the place in the entry, as a JSON pointer; empty for the id
 * @param text the text as the entry has it
 * @param owner the entry that has it already
 * @param alike whether the owner has no id or name with this text, apart from case
 */
public record Conflict(String pointer, String text, Owner owner, boolean alike) {

    /**
     * Whether the owner has an id or name with this text, apart from case. No release ever accepted
     * a second owner of the same text.
     */
    public boolean isSame() {
        return !alike;
    }

    /** Returns the fault and the remedy, as the end of a sentence. */
    public String message() {
        var what =
                switch (pointer) {
                    case "/wikidata" -> "Wikidata item";
                    case "/code" -> "code";
                    default -> "name";
                };
        return "'%s' is already a %s of %s: leave it out, or merge the two entries"
                .formatted(text, what, owner.text());
    }
}
