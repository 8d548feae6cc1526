package org.demarche.declared;

import org.jspecify.annotations.Nullable;

/** Receives the documents of a heap. */
@FunctionalInterface
public interface TallyDocuments {

    /**
     * @param key the key of the document, in ASCII
     * @param value the document in JSON; null if the document no longer exists
     */
    void put(String key, byte @Nullable [] value);
}
