package org.demarche.log.registry;

/** A record of the registry that is not an entry. */
public final class UnreadableEntry extends Exception {

    UnreadableEntry(String message) {
        super(message);
    }
}
