package org.demarche.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds documents, one after the other, against those that the fold of the log makes: the same
 * keys, each once, and the same text under each.
 */
final class Comparison {

    /** How many differences are told; the others are counted. */
    static final int TOLD = 5;

    private final Map<String, String> missing;
    private final List<String> told = new ArrayList<>();
    private long differing;
    private long same;

    /**
     * @param expected each document by its key
     */
    Comparison(Map<String, String> expected) {
        missing = new TreeMap<>(expected);
    }

    /** The first differences between whole views; empty where there is none. */
    static List<String> differences(Map<String, String> expected, Map<String, String> actual) {
        var comparison = new Comparison(expected);
        actual.forEach(comparison::add);
        return comparison.end();
    }

    void add(String key, String document) {
        var expected = missing.remove(key);
        if (document.equals(expected)) same++;
        else differ(key, expected == null ? "nothing more" : expected, document);
    }

    /** The first differences, those included that have not come; empty where there is none. */
    List<String> end() {
        missing.forEach((key, expected) -> differ(key, expected, "nothing"));
        missing.clear();
        return List.copyOf(told);
    }

    long differing() {
        return differing;
    }

    long same() {
        return same;
    }

    private void differ(String key, String expected, String actual) {
        differing++;
        if (told.size() < TOLD) {
            told.add("%s%n  folded: %s%n  served: %s".formatted(key, expected, actual));
        }
    }
}
