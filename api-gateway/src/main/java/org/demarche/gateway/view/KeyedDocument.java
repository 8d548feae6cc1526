package org.demarche.gateway.view;

import java.util.function.Supplier;

/**
 * A document of any projection, at the moment of its reading.
 *
 * @param stored puts its bytes together when they are asked for, once no lock is held
 */
public record KeyedDocument(String key, Supplier<byte[]> stored) {

    /** The bytes that clients get. */
    public byte[] bytes() {
        return stored.get();
    }
}
