package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.gateway.view.Change.EventChange;
import org.demarche.gateway.view.Change.PositionChange;
import org.demarche.gateway.view.Change.ShiftChange;
import org.demarche.log.VersionId;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.Names;
import org.demarche.model.ReportId;
import org.demarche.model.Subject;
import org.jspecify.annotations.Nullable;

/** A copy of a version of {@code positions}, laid out for its reads. */
public final class View extends Copy<Change> {

    private static final NavigableMap<String, Pair> NOTHING = new TreeMap<>();
    private static final NavigableSet<String> NOBODY = new TreeSet<>();

    private final NavigableMap<String, NavigableMap<String, Pair>> pairs = new TreeMap<>();
    private final Map<String, NavigableSet<String>> actorsByIssue = new HashMap<>();
    private final Map<String, NavigableSet<Subject>> ascribed = new HashMap<>();
    private final NavigableMap<String, StoredShift> shifts = new TreeMap<>(KeyOrder::compare);
    private final Map<String, String> names = new HashMap<>();
    private long positionCount;
    private long eventCount;

    View(VersionId id, int partitions) {
        super(id, partitions);
    }

    public Optional<Document> position(String actor, String issue) {
        return reading(() -> Optional.ofNullable(pair(actor, issue)).map(pair -> pair.position));
    }

    /**
     * The positions of an actor, in the order of the issues.
     *
     * @param after the issue before the first one wanted; empty for the beginning
     */
    public List<StoredPosition> positionsOf(String actor, String after, int most) {
        return reading(
                () ->
                        pairs.getOrDefault(actor, NOTHING).tailMap(after, false).entrySet().stream()
                                .flatMap(entry -> stored(actor, entry.getKey(), entry.getValue()))
                                .limit(most)
                                .toList());
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
                                .flatMap(actor -> stored(actor, issue, pair(actor, issue)))
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
                        (ofActors.isEmpty() ? pairs.navigableKeySet() : ofActors)
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

    /**
     * The events of an actor and issue in the order of their keys.
     *
     * @param keyBeginning of the key behind actor and issue: {@code <statement>/}, or nothing
     */
    public List<StoredEvent> events(String actor, String issue, String keyBeginning) {
        var beginning = keyBeginning.getBytes(US_ASCII);
        return reading(
                () -> {
                    var pair = pair(actor, issue);
                    return pair == null ? List.of() : pair.events.startingWith(beginning);
                });
    }

    /** The events of a report; one that moved it to another statement stands there twice. */
    public List<StoredEvent> events(ReportId report) {
        var token = report.token().getBytes(US_ASCII);
        return reading(
                () -> {
                    var pair = pair(report.holder(), report.issue());
                    return pair == null ? List.of() : pair.events.ofReport(token);
                });
    }

    /** Whose positions, or reports on whom, there are. */
    public NavigableSet<String> actors() {
        return reading(() -> new TreeSet<>(pairs.keySet()));
    }

    public NavigableSet<String> issuesOf(String actor) {
        return reading(() -> new TreeSet<>(pairs.getOrDefault(actor, NOTHING).keySet()));
    }

    public NavigableSet<String> actorsOn(String issue) {
        return reading(() -> new TreeSet<>(actorsByIssue.getOrDefault(issue, NOBODY)));
    }

    /** About whom and what this actor has ever been reported to ascribe a stance. */
    public NavigableSet<Subject> ascribedBy(String actor) {
        return reading(() -> new TreeSet<>(ascribed.getOrDefault(actor, new TreeSet<>())));
    }

    /**
     * How often the events of an actor and issue have changed; 0 where there are none. Where it is
     * as it was, they are.
     */
    public long changes(Subject subject) {
        return reading(
                () -> {
                    var pair = pair(subject.actor(), subject.issue());
                    return pair == null ? 0L : pair.changes;
                });
    }

    /** Whether reports on an actor and issue have ever named such an outlet, origin or actor. */
    public boolean hasNamed(Subject subject, Predicate<String> such) {
        return reading(
                () -> {
                    var pair = pair(subject.actor(), subject.issue());
                    return pair != null && pair.names.stream().anyMatch(such);
                });
    }

    public int eventCount(Subject subject) {
        return reading(
                () -> {
                    var pair = pair(subject.actor(), subject.issue());
                    return pair == null ? 0 : pair.events.size();
                });
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

    public long eventCount() {
        return reading(() -> eventCount);
    }

    @Override
    public long documentCount() {
        return reading(() -> positionCount + eventCount + shifts.size());
    }

    @Override
    boolean walk(String from, Predicate<KeyedDocument> more) {
        return new ViewWalk(pairs, shifts).from(from, more);
    }

    @Override
    Change change(ConsumerRecord<byte[], byte[]> record) throws UnreadableEvent {
        return Change.of(record);
    }

    @Override
    void apply(Change change) {
        if (change instanceof ShiftChange(var key, var shift)) {
            if (shift == null) {
                shifts.remove(key);
            } else {
                shifts.put(key, shift);
            }
            return;
        }
        var pair =
                pairs.computeIfAbsent(change.actor(), _ -> new TreeMap<>())
                        .computeIfAbsent(change.issue(), _ -> new Pair());
        switch (change) {
            case ShiftChange _ -> throw new IllegalStateException("a shift is of no one pair");
            case PositionChange(var actor, var issue, var document) -> {
                actorsByIssue.computeIfAbsent(issue, _ -> new TreeSet<>()).add(actor);
                positionCount += count(document) - count(pair.position);
                pair.position = document;
            }
            case EventChange(var actor, var issue, var key, var row, var said) -> {
                actorsByIssue.computeIfAbsent(issue, _ -> new TreeSet<>()).add(actor);
                eventCount += pair.events.put(key, row);
                pair.changes++;
                if (said != null) {
                    note(new Subject(actor, issue), pair, said);
                }
            }
        }
    }

    private void note(Subject subject, Pair pair, Names said) {
        pair.names.add(shared(said.outlet()));
        pair.names.add(shared(said.origin()));
        if (said.speaker() != null) {
            pair.names.add(shared(said.speaker()));
        }
        if (said.spokenFor() != null) {
            pair.names.add(shared(said.spokenFor()));
            if (!said.spokenFor().equals(subject.actor())) {
                ascribed.computeIfAbsent(shared(said.spokenFor()), _ -> new TreeSet<>())
                        .add(subject);
            }
        }
    }

    /** One instance of each name, whatever the number of pairs that have it. */
    private String shared(String name) {
        return names.computeIfAbsent(name, own -> own);
    }

    private Stream<StoredPosition> positions(
            String actor, NavigableSet<String> onIssues, String afterIssue) {
        var all = pairs.getOrDefault(actor, NOTHING);
        return (onIssues.isEmpty() ? all.navigableKeySet() : onIssues)
                .tailSet(afterIssue, false).stream()
                        .flatMap(issue -> stored(actor, issue, all.get(issue)));
    }

    private static Stream<StoredPosition> stored(String actor, String issue, @Nullable Pair pair) {
        return pair == null || pair.position == null
                ? Stream.empty()
                : Stream.of(new StoredPosition(actor, issue, pair.position));
    }

    private @Nullable Pair pair(String actor, String issue) {
        return pairs.getOrDefault(actor, NOTHING).get(issue);
    }

    private static int count(@Nullable Document document) {
        return document == null ? 0 : 1;
    }
}
