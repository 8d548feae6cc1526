package org.demarche.log.registry;

import java.util.List;

/** The three kinds of entries. A name has one owner of each kind. */
public enum EntryType {
    ACTOR("actor"),
    ISSUE("issue"),
    OUTLET("outlet");

    public static final List<EntryType> ALL = List.of(values());

    private final String label;

    EntryType(String label) {
        this.label = label;
    }

    /** The word at the beginning of a record's key. */
    public String label() {
        return label;
    }

    /** The word in paths, as in {@code /v1/actors}. */
    public String plural() {
        return label + "s";
    }
}
