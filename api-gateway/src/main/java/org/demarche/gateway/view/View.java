package org.demarche.gateway.view;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.gateway.evidence.Horizon;
import org.demarche.gateway.view.Change.PositionChange;
import org.demarche.gateway.view.Change.ShiftChange;
import org.demarche.log.VersionId;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.Mark;
import org.demarche.model.Subject;
import org.jspecify.annotations.Nullable;

/** A copy of a version of {@code positions}, laid out for its reads. */
public final class View extends Copy<Change> {

    private static final NavigableMap<String, Document> NOTHING = new TreeMap<>();
    private static final NavigableSet<String> NOBODY = new TreeSet<>();

    private final Instant until;
    private final Supplier<Stream<View>> others;

    /** By actor, then issue. */
    private final NavigableMap<String, NavigableMap<String, Document>> positions = new TreeMap<>();

    private final Map<String, NavigableSet<String>> actorsByIssue = new HashMap<>();
    private final NavigableMap<String, StoredShift> shifts = new TreeMap<>(KeyOrder::compare);
    private long positionCount;

    /**
     * @param until the last instant of recording that belongs to the version
     * @param others of the same projection: what two have alike is held once
     */
    View(VersionId id, int partitions, Instant until, Supplier<Stream<View>> others) {
        super(id, partitions);
        this.until = until;
        this.others = others;
    }

    /** Up to where it has read the log. */
    public Horizon horizon() {
        return new Horizon(marks().stream().mapToLong(Mark::next).toArray(), until);
    }

    public Optional<Document> position(String actor, String issue) {
        return reading(
                () -> Optional.ofNullable(positions.getOrDefault(actor, NOTHING).get(issue)));
    }

    /**
     * The positions of an actor, in the order of the issues.
     *
     * @param after the issue before the first one wanted; empty for the beginning
     */
    public List<StoredPosition> positionsOf(String actor, String after, int most) {
        return reading(() -> positions(actor, NOBODY, after).limit(most).toList());
    }

    /**
     * The positions on an issue, in the order of the actors.
     *
     * @param after the actor before the first one wanted; empty for the beginning
     */
    public List<StoredPosition> positionsOn(String issue, String after, int most) {
        return reading(
                () ->
                        actorsByIssue.getOrDefault(issue, NOBODY).tailSet(after, false).stream()
                                .flatMap(actor -> stored(actor, issue))
                                .limit(most)
                                .toList());
    }

    /**
     * The positions of these actors on these issues, ordered by actor, then issue.
     *
     * @param ofActors whose; empty for everybody's
     * @param onIssues on what; empty for everything
     * @param afterActor actor and issue of the position before the first one wanted; empty for the
     *     beginning
     */
    public List<StoredPosition> positions(
            NavigableSet<String> ofActors,
            NavigableSet<String> onIssues,
            String afterActor,
            String afterIssue,
            int most) {
        return reading(
                () ->
                        (ofActors.isEmpty() ? positions.navigableKeySet() : ofActors)
                                .tailSet(afterActor, true).stream()
                                        .flatMap(
                                                actor ->
                                                        positions(
                                                                actor,
                                                                onIssues,
                                                                actor.equals(afterActor)
                                                                        ? afterIssue
                                                                        : ""))
                                        .limit(most)
                                        .toList());
    }

    /** All actors with a position. */
    public NavigableSet<String> actors() {
        return reading(() -> new TreeSet<>(positions.keySet()));
    }

    public NavigableSet<String> issuesOf(String actor) {
        return reading(() -> new TreeSet<>(positions.getOrDefault(actor, NOTHING).keySet()));
    }

    public NavigableSet<String> actorsOn(String issue) {
        return reading(() -> new TreeSet<>(actorsByIssue.getOrDefault(issue, NOBODY)));
    }

    /**
     * Shifts, the newest first.
     *
     * @param before the key behind which to go on; empty for the newest
     */
    public List<StoredShift> shifts(String before, Predicate<StoredShift> wanted, int most) {
        return reading(
                () ->
                        (before.isEmpty() ? shifts : shifts.headMap(before, false))
                                .descendingMap().values().stream()
                                        .filter(wanted)
                                        .limit(most)
                                        .toList());
    }

    public long positionCount() {
        return reading(() -> positionCount);
    }

    public long shiftCount() {
        return reading(() -> (long) shifts.size());
    }

    @Override
    public long documentCount() {
        return reading(() -> positionCount + shifts.size());
    }

    @Override
    boolean walk(String from, Predicate<KeyedDocument> more) {
        return new ViewWalk(positions, shifts).from(from, more);
    }

    @Override
    @Nullable Change change(ConsumerRecord<byte[], byte[]> record) throws UnreadableEvent {
        return switch (Change.of(record)) {
            case PositionChange(var subject, var document) when document != null ->
                    new PositionChange(subject, shared(subject, document));
            case ShiftChange(var key, var shift) when shift != null ->
                    new ShiftChange(key, shared(key, shift));
            case null -> null;
            case Change change -> change;
        };
    }

    @Override
    void apply(Change change) {
        switch (change) {
            case PositionChange(var subject, var document) when document != null -> {
                var known = positions.computeIfAbsent(subject.actor(), _ -> new TreeMap<>());
                if (known.put(subject.issue(), document) == null) {
                    actorsByIssue
                            .computeIfAbsent(subject.issue(), _ -> new TreeSet<>())
                            .add(subject.actor());
                    positionCount++;
                }
            }
            case PositionChange(var subject, _) -> remove(subject);
            case ShiftChange(var key, var shift) when shift != null -> shifts.put(key, shift);
            case ShiftChange(var key, _) -> shifts.remove(key);
        }
    }

    private void remove(Subject subject) {
        var known = positions.getOrDefault(subject.actor(), new TreeMap<>());
        if (known.remove(subject.issue()) != null) {
            actorsByIssue.getOrDefault(subject.issue(), new TreeSet<>()).remove(subject.actor());
            positionCount--;
        }
    }

    /** One instance, where another version has the same: called with no lock held. */
    private Document shared(Subject subject, Document document) {
        return others.get()
                .flatMap(view -> view.position(subject.actor(), subject.issue()).stream())
                .filter(other -> Arrays.equals(other.bytes(), document.bytes()))
                .findFirst()
                .orElse(document);
    }

    private StoredShift shared(String key, StoredShift shift) {
        return others.get()
                .flatMap(view -> view.shift(key).stream())
                .filter(other -> Arrays.equals(other.document(), shift.document()))
                .findFirst()
                .orElse(shift);
    }

    private Optional<StoredShift> shift(String key) {
        return reading(() -> Optional.ofNullable(shifts.get(key)));
    }

    private Stream<StoredPosition> positions(
            String actor, NavigableSet<String> onIssues, String afterIssue) {
        var all = positions.getOrDefault(actor, NOTHING);
        return (onIssues.isEmpty() ? all.navigableKeySet() : onIssues)
                .tailSet(afterIssue, false).stream().flatMap(issue -> stored(actor, issue));
    }

    private Stream<StoredPosition> stored(String actor, String issue) {
        var document = positions.getOrDefault(actor, NOTHING).get(issue);
        return document == null
                ? Stream.empty()
                : Stream.of(new StoredPosition(actor, issue, document));
    }
}
