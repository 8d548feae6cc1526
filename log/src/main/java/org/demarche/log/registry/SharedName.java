package org.demarche.log.registry;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * A name or mark that several entries have, and only one should have.
 *
 * @param field name, code or wikidata
 * @param text a name as one of them has it, or as somebody has asked for it
 * @param owners the first {@value #MOST_TOLD}, sorted by id
 * @param more how many others have it
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

    /** The sentence for a client that uses the name, with the remedy. */
    public String refusal() {
        return sentence() + ": give the id of the one that you mean";
    }

    /** The sentence for the people who keep the registry, with the remedy. */
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
