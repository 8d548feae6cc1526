package org.demarche.log.registry;

import java.util.Optional;

/** The key of an entry, also in the topic, such as {@code actor/russia}. */
public record EntryKey(EntryType type, String id) {

    /** Parses a key; empty if the text does not begin with a type. The id is not checked. */
    static Optional<EntryKey> parse(String text) {
        return EntryType.ALL.stream()
                .filter(type -> text.startsWith(type.label() + '/'))
                .findFirst()
                .map(type -> new EntryKey(type, text.substring(type.label().length() + 1)));
    }

    @Override
    public String toString() {
        return type.label() + '/' + id;
    }
}
