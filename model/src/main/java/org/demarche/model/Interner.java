package org.demarche.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one instance of each equal value, so that millions of reports share their outlets, days and
 * speakers. One thread may use it.
 */
public final class Interner {

    private final Map<Object, Object> values = new HashMap<>();

    @SuppressWarnings("unchecked") // a value is kept under itself, so what comes back has its type
    public <T> T intern(T value) {
        var known = values.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }

    public <T> @Nullable T internNullable(@Nullable T value) {
        return value == null ? null : intern(value);
    }
}
