package org.demarche.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/**
 * The names in any of several sets. The largest set is asked and never walked, so that one
 * statement of thousands of reports does not make those beside it dear.
 *
 * @param others those that the largest has not
 */
record Union(Set<String> largest, Set<String> others) {

    static Union of(Collection<? extends Set<String>> sets) {
        var sizes = Comparator.<Set<String>>comparingInt(Set::size).reversed();
        var sorted = sets.stream().<Set<String>>map(set -> set).sorted(sizes).toList();
        if (sorted.isEmpty()) {
            return new Union(Set.of(), Set.of());
        }
        var largest = sorted.getFirst();
        var others = new HashSet<String>();
        for (var set : sorted.subList(1, sorted.size())) {
            for (var name : set) {
                if (!largest.contains(name)) {
                    others.add(name);
                }
            }
        }
        return new Union(largest, others);
    }

    int size() {
        return largest.size() + others.size();
    }

    /** Whether a name is in both. */
    boolean meets(Union other) {
        return meet(largest, other.largest)
                || meet(largest, other.others)
                || meet(others, other.largest)
                || meet(others, other.others);
    }

    private static boolean meet(Set<String> one, Set<String> other) {
        var fewer = one.size() < other.size() ? one : other;
        var more = fewer == one ? other : one;
        return fewer.stream().anyMatch(more::contains);
    }
}
