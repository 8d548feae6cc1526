package org.demarche.log.registry;

/** A record of the registry that is none of its entries. */
public final class UnreadableEntry extends Exception {

    UnreadableEntry(String message) {
        super(message);
    }
}
