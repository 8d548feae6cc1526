package org.demarche.gateway.view;

import java.util.function.Supplier;

/**
 * A document of any projection, at the moment when it was read.
 *
 * @param stored puts the document's bytes together on demand, when no lock is held
 */
public record KeyedDocument(String key, Supplier<byte[]> stored) {

    /** Returns the bytes that clients get. */
    public byte[] bytes() {
        return stored.get();
    }
}
