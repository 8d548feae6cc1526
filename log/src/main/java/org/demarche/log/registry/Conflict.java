package org.demarche.log.registry;

/**
 * A name that an entry would take from another.
 *
 * @param pointer where in the entry the name stands; empty for its id
 * @param name as the entry has it
 * @param type of both entries
 * @param owner id of the entry that has it already
 */
public record Conflict(String pointer, String name, EntryType type, String owner) {

    public String message() {
        return "'%s' already means the %s %s".formatted(name, type.label(), owner);
    }
}
