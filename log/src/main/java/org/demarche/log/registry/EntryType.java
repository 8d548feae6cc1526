package org.demarche.log.registry;

import java.util.List;

/** The three kinds of thing that have names. A name has one owner in each. */
public enum EntryType {
    ACTOR("actor"),
    ISSUE("issue"),
    OUTLET("outlet");

    public static final List<EntryType> ALL = List.of(values());

    private final String label;

    EntryType(String label) {
        this.label = label;
    }

    /** As it begins the key of a record. */
    public String label() {
        return label;
    }

    /** As it stands in paths: {@code /v1/actors}. */
    public String plural() {
        return label + "s";
    }
}
