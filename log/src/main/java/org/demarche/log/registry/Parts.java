package org.demarche.log.registry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The organizations that are parts of actors, directly or through others, with the days on which
 * they are parts. A chain of parts holds on the days on which all its links hold. All ids are ids
 * of entries that are not merged: if a whole is merged, its parts become parts of the entry that it
 * is merged into, and the fields of the merged entry no longer count.
 */
final class Parts {

    private record Link(String part, DayRanges days) {}

    /** The links to parts, by whole. */
    private final Map<String, List<Link>> links = new HashMap<>();

    private final Map<String, List<TimedPart>> found = new ConcurrentHashMap<>();

    Parts(Stream<Actor> actors, Merges merges) {
        actors.filter(actor -> merges.end(actor.id()).equals(actor.id()))
                .forEach(
                        actor ->
                                actor.rolledUpInto()
                                        .forEach(part -> link(actor.id(), part, merges)));
    }

    private void link(String id, Actor.Part part, Merges merges) {
        links.computeIfAbsent(merges.end(part.actor()), _ -> new ArrayList<>())
                .add(new Link(id, DayRanges.of(part.firstDay(), part.lastDay())));
    }

    /** Returns the parts of a whole, sorted by id. */
    List<TimedPart> of(String whole) {
        return links.containsKey(whole) ? found.computeIfAbsent(whole, this::workOut) : List.of();
    }

    /**
     * Finds the parts of a whole. Ends even if the links form a circle, because each step adds
     * days, and the number of days is limited.
     */
    private List<TimedPart> workOut(String whole) {
        var days = new TreeMap<String, DayRanges>();
        days.put(whole, DayRanges.of(Actor.Part.NO_BEGINNING, Actor.Part.NO_END));
        var open = new ArrayDeque<>(Set.of(whole));
        while (!open.isEmpty()) {
            var at = open.remove();
            for (var link : links.getOrDefault(at, List.of())) {
                var before = days.getOrDefault(link.part(), DayRanges.NONE);
                var now = before.or(link.days().and(days.getOrDefault(at, DayRanges.NONE)));
                if (!now.equals(before)) {
                    days.put(link.part(), now);
                    open.add(link.part());
                }
            }
        }
        days.remove(whole);
        return days.entrySet().stream()
                .map(part -> new TimedPart(part.getKey(), part.getValue()))
                .toList();
    }
}
