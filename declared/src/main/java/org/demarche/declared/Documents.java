package org.demarche.declared;

import org.jspecify.annotations.Nullable;

/** Where a heap puts its documents. */
@FunctionalInterface
public interface Documents {

    /**
     * @param key in ASCII
     * @param value JSON; null: there is no such document any more
     */
    void put(String key, byte @Nullable [] value);
}
