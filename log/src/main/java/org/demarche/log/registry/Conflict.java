package org.demarche.log.registry;

/**
 * A name or mark that an entry would take from another.
 *
 * @param pointer where in the entry it stands; empty for its id
 * @param text as the entry has it
 * @param owner of it
 * @param alike the other writes it in another way
 */
public record Conflict(String pointer, String text, Owner owner, boolean alike) {

    /**
     * Whether the texts are the same for every reader; no release ever let such a second one in.
     */
    public boolean isSame() {
        return !alike;
    }

    /** The end of a sentence, with the remedy. */
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
