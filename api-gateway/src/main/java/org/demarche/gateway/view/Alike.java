package org.demarche.gateway.view;

import java.util.HashMap;
import java.util.Map;

/** One instance of each value, of those that many documents have. Belongs to one thread. */
final class Alike {

    private final Map<Object, Object> known = new HashMap<>();

    @SuppressWarnings("unchecked") // an equal one, and records and texts equal their like alone
    <T> T one(T value) {
        return (T) known.computeIfAbsent(value, own -> own);
    }
}
