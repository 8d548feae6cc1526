package org.demarche.gateway.view;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.demarche.model.Subject;
import org.jspecify.annotations.Nullable;

/** The positions of a version, by actor and then by issue. */
final class PositionTable {

    private static final NavigableMap<String, Document> NOTHING = new TreeMap<>();
    private static final NavigableSet<String> NOBODY = new TreeSet<>();

    private final NavigableMap<String, NavigableMap<String, Document>> documents = new TreeMap<>();
    private final Map<String, NavigableSet<String>> actors = new HashMap<>();
    private final DoubtedPositions doubted = new DoubtedPositions();
    private long count;
    private long bytes;

    void put(Subject subject, Document document) {
        var actor = subject.actor();
        var issue = subject.issue();
        var before = documents.computeIfAbsent(actor, _ -> new TreeMap<>()).put(issue, document);
        if (before == null) {
            actors.computeIfAbsent(issue, _ -> new TreeSet<>()).add(actor);
        }
        doubted.put(subject, document);
        counted(before, document);
    }

    void remove(Subject subject) {
        var ofActor = documents.get(subject.actor());
        var before = ofActor == null ? null : ofActor.remove(subject.issue());
        if (before != null) {
            actors(subject.issue()).remove(subject.actor());
        }
        if (ofActor != null && ofActor.isEmpty()) {
            documents.remove(subject.actor());
        }
        doubted.remove(subject);
        counted(before, null);
    }

    /**
     * Returns the positions whose last statement is disputed or contested, the last heard first.
     */
    Stream<Subject> doubted() {
        return doubted.latest();
    }

    @Nullable Document get(String actor, String issue) {
        return documents.getOrDefault(actor, NOTHING).get(issue);
    }

    Stream<StoredPosition> stored(String actor, String issue) {
        var document = get(actor, issue);
        return document == null
                ? Stream.empty()
                : Stream.of(new StoredPosition(actor, issue, document));
    }

    NavigableSet<String> actors() {
        return documents.navigableKeySet();
    }

    NavigableSet<String> issues(String actor) {
        return documents.getOrDefault(actor, NOTHING).navigableKeySet();
    }

    NavigableSet<String> actors(String issue) {
        return actors.getOrDefault(issue, NOBODY);
    }

    long count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    private void counted(@Nullable Document before, @Nullable Document after) {
        count += (after == null ? 0 : 1) - (before == null ? 0 : 1);
        bytes += length(after) - length(before);
    }

    private static int length(@Nullable Document document) {
        return document == null ? 0 : document.bytes().length;
    }
}
