package org.demarche.log.registry;

import java.util.Optional;

/** What an entry is found by, in the topic too: {@code actor/russia}. */
public record EntryKey(EntryType type, String id) {

    /** Empty if it does not begin with a type. The id is taken as it is. */
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
