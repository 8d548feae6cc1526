package org.demarche.declared.aggregate;

import java.util.TreeMap;

/** The number of times that each value occurs, in the order of the values, all of one kind. */
final class Multiset {

    /** A number that is changed in place, because most values occur many times. */
    static final class Times {
        long times;
    }

    final TreeMap<Object, Times> values = new TreeMap<>();

    /** Adds a value, and returns how often it now occurs. */
    long add(Object value, long times) {
        var there = values.computeIfAbsent(value, _ -> new Times());
        there.times += times;
        return there.times;
    }

    /** Removes a value once, and returns how often it now occurs. */
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
