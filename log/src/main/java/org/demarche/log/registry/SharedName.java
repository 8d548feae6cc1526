package org.demarche.log.registry;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * A name, Wikidata item or state code that several entries have, although only one should.
 *
 * @param field name, code or wikidata
 * @param text the text as one of the entries has it, or as a client has sent it
 * @param owners the first {@value #MOST_TOLD} entries, sorted by id
 * @param more the number of further entries that have it
 */
public record SharedName(EntryType type, String field, String text, List<Owner> owners, int more) {

    static final String NAME = "name";

    private static final int MOST_TOLD = 20;

    public SharedName {
        owners = List.copyOf(owners);
    }

    static SharedName of(EntryType type, String field, String text, List<RegistryEntry> entries) {
        return new SharedName(
                type,
                field,
                text,
                entries.stream().limit(MOST_TOLD).map(Owner::of).toList(),
                Math.max(0, entries.size() - MOST_TOLD));
    }

    /** Returns the sentence for a client that uses the name, with the remedy. */
    public String refusal() {
        return sentence() + ": give the id of the one that you mean";
    }

    /** Returns the sentence for the people who keep the registry, with the remedy. */
    public String warning() {
        return sentence()
                + (field.equals(NAME)
                        ? ", so it means none of them: rename one entry, or merge them"
                        : ": correct one of them, or merge them");
    }

    private String sentence() {
        return "'%s' is the %s of %s%s"
                .formatted(
                        text,
                        field,
                        owners.stream().map(Owner::text).collect(joining(" and ")),
                        more == 0 ? "" : " and %,d others".formatted(more));
    }
}
