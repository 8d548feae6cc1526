package org.demarche.gateway.view;

import java.util.HashMap;
import java.util.Map;

/** Keeps one instance of each value that many documents share. One thread may use it. */
final class Alike {

    private final Map<Object, Object> known = new HashMap<>();

    @SuppressWarnings("unchecked") // an equal one, and records and texts equal their like alone
    <T> T one(T value) {
        return (T) known.computeIfAbsent(value, own -> own);
    }
}
