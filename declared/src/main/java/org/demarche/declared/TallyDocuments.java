package org.demarche.declared;

import org.jspecify.annotations.Nullable;

/** Receives the documents of a heap. */
@FunctionalInterface
public interface TallyDocuments {

    /**
     * @param key in ASCII
     * @param value JSON; null: there is no such document any more
     */
    void put(String key, byte @Nullable [] value);
}
