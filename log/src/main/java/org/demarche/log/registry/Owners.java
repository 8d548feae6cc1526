package org.demarche.log.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * The owners of names, or of Wikidata items and state codes. Each name should have only one owner,
 * and a second owner is refused. But two services may each accept an owner at the same instant, and
 * an earlier release considered fewer names equal.
 */
final class Owners {

    /**
     * The sorted ids of the owners, by name. A change replaces the whole list, and no list is
     * empty.
     */
    private final Map<String, List<String>> owners = new ConcurrentHashMap<>();

    private final NavigableSet<String> shared = new ConcurrentSkipListSet<>();

    /**
     * Adds names before it removes others, so a name that an entry keeps is known at every moment.
     */
    void replace(String id, Set<String> before, Set<String> after) {
        var dropped = new HashSet<>(before);
        for (var each : after) {
            dropped.remove(each);
            note(each, owners.merge(each, List.of(id), (all, _) -> with(all, id)));
        }
        for (var each : dropped) {
            note(each, owners.computeIfPresent(each, (_, all) -> without(all, id)));
        }
    }

    private void note(String each, @Nullable List<String> all) {
        if (all != null && all.size() > 1) {
            shared.add(each);
        } else {
            shared.remove(each);
        }
    }

    /** The owners, sorted. */
    List<String> of(String one) {
        return owners.getOrDefault(one, List.of());
    }

    /** The names, or items and codes, with several owners, sorted. */
    NavigableSet<String> shared() {
        return shared;
    }

    private static List<String> with(List<String> all, String id) {
        if (all.contains(id)) {
            return all;
        }
        var ids = new TreeSet<>(all);
        ids.add(id);
        return List.copyOf(ids);
    }

    private static @Nullable List<String> without(List<String> all, String id) {
        var left = new ArrayList<>(all);
        left.remove(id);
        return left.isEmpty() ? null : List.copyOf(left);
    }
}
