package org.demarche.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one instance for all equal values, so that millions of reports share their outlets, days
 * and speakers. Only one thread may use an interner.
 */
public final class Interner {

    private final Map<Object, Object> values = new HashMap<>();

    @SuppressWarnings("unchecked") // each value is its own key, so the kept value has the same type
    public <T> T intern(T value) {
        var known = values.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }

    public <T> @Nullable T internNullable(@Nullable T value) {
        return value == null ? null : intern(value);
    }
}
