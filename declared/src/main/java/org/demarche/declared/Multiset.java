package org.demarche.declared;

import java.util.TreeMap;

/** How often each value is there, in the order of the values, which are all of one kind. */
final class Multiset {

    /** Counts are changed in place: most values come many times. */
    static final class Times {
        long times;
    }

    final TreeMap<Object, Times> values = new TreeMap<>();

    /** Returns how often it is there from here on. */
    long add(Object value, long times) {
        var there = values.computeIfAbsent(value, _ -> new Times());
        there.times += times;
        return there.times;
    }

    /** Takes one back, and returns how often it is there from here on. */
    long remove(Object value) {
        var there = values.get(value);
        if (there == null) {
            throw new IllegalStateException("nothing to take back: " + value);
        }
        there.times--;
        if (there.times == 0) {
            values.remove(value);
        }
        return there.times;
    }
}
