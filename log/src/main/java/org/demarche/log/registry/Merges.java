package org.demarche.log.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Predicate;

/**
 * The merged entries of one type, each with the entry that stands for it, at the end of its chain
 * of {@code mergedInto}.
 *
 * <p>A circle can only exist if two services wrote at the same instant; all its ids lead to the
 * smallest of them. A chain that leads to an unknown id ends at the last known id. So every id
 * leads to exactly one final entry.
 */
final class Merges {

    /** The ids of the final entries, by the ids of the merged entries. No final entry is a key. */
    private final Map<String, String> ends = new HashMap<>();

    /** All ids that lead to a final entry, and its id, sorted; by the id of the final entry. */
    private final Map<String, List<String>> same = new HashMap<>();

    /**
     * @param into the {@code mergedInto} of each merged entry, by its id
     * @param known whether an entry has the id
     */
    Merges(Map<String, String> into, Predicate<String> known) {
        into.keySet().forEach(id -> follow(id, into, known));
        ends.forEach((id, end) -> same.computeIfAbsent(end, Merges::itself).add(id));
        same.values().forEach(Collections::sort);
    }

    private void follow(String id, Map<String, String> into, Predicate<String> known) {
        var way = new LinkedHashSet<String>();
        var at = id;
        while (way.add(at) && !ends.containsKey(at)) {
            var next = into.get(at);
            if (next != null && known.test(next)) {
                at = next;
            }
        }
        var end = ends.getOrDefault(at, smallestFrom(at, way));
        way.forEach(each -> ends.put(each, end));
        ends.remove(end);
    }

    /**
     * Returns the smallest id of the circle at the end of the way; without a circle, the last id.
     */
    private static String smallestFrom(String first, SequencedSet<String> way) {
        return way.stream()
                .dropWhile(each -> !each.equals(first))
                .sorted()
                .findFirst()
                .orElse(first);
    }

    private static List<String> itself(String end) {
        return new ArrayList<>(List.of(end));
    }

    boolean isEmpty() {
        return ends.isEmpty();
    }

    String end(String id) {
        return ends.getOrDefault(id, id);
    }

    List<String> same(String id) {
        var all = same.get(end(id));
        return all == null ? List.of(id) : Collections.unmodifiableList(all);
    }
}
