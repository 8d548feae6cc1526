package org.demarche.gateway.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.demarche.gateway.view.Change.EventChange;
import org.demarche.gateway.view.Change.PositionChange;
import org.demarche.gateway.view.Change.ShiftChange;
import org.demarche.log.Topics;
import org.demarche.log.VersionId;
import org.demarche.log.view.Mark;
import org.demarche.log.view.Names;
import org.demarche.model.ReportId;
import org.demarche.model.Subject;
import org.jspecify.annotations.Nullable;

/**
 * One version's documents in memory. A request gets it once and reads nothing else, so that no
 * answer mixes two versions.
 *
 * <p>Its lock is held for writing while the changes of a transaction are made, all of them, and for
 * reading while references to bytes are gathered, never while bytes are read or sent: so what one
 * call answers is of one moment, with no transaction half in it, and nobody is held up for long.
 */
public final class View {

    private static final NavigableMap<String, Pair> NOTHING = new TreeMap<>();
    private static final NavigableSet<String> NOBODY = new TreeSet<>();

    private final VersionId id;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final NavigableMap<String, NavigableMap<String, Pair>> pairs = new TreeMap<>();
    private final Map<String, NavigableSet<String>> actorsByIssue = new HashMap<>();
    private final Map<String, NavigableSet<Subject>> ascribed = new HashMap<>();
    private final NavigableMap<String, StoredShift> shifts = new TreeMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Mark[] marks;
    private final Waiting waiting = new Waiting();
    private long positionCount;
    private long eventCount;

    View(VersionId id, int partitions) {
        this.id = id;
        marks = new Mark[partitions];
        Arrays.fill(marks, Mark.START);
    }

    public VersionId id() {
        return id;
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

    /**
     * The last instant of recording that is folded in the partitions of these holders; in all, if
     * there are none. {@link Instant#EPOCH} before the first.
     */
    public Instant recorded(Set<String> holders) {
        return reading(
                () ->
                        (holders.isEmpty()
                                        ? Arrays.stream(marks)
                                        : holders.stream()
                                                .map(id -> Topics.partitionOf(id, marks.length))
                                                .map(partition -> marks[partition]))
                                .map(Mark::recorded)
                                .max(Comparator.naturalOrder())
                                .orElseThrow());
    }

    /** What is gathered in it is of one moment, whatever it asks of this view. */
    public <T> T atOnce(Supplier<T> gather) {
        return reading(gather);
    }

    /** How far each partition of the log is folded. */
    public List<Mark> marks() {
        return reading(() -> List.of(marks));
    }

    /**
     * Done when the partition is folded up to this offset, exclusive, and the documents are here;
     * failed if the reader stops before. Cancel it when it is no longer waited for.
     */
    public CompletableFuture<Void> reached(int partition, long next) {
        return waiting.until(partition, next, () -> marks().get(partition).next());
    }

    public long positionCount() {
        return reading(() -> positionCount);
    }

    public long eventCount() {
        return reading(() -> eventCount);
    }

    /** Called by one thread. */
    void apply(int partition, List<Change> changes, Mark mark) {
        lock.writeLock().lock();
        try {
            changes.forEach(this::apply);
            marks[partition] = mark;
        } finally {
            lock.writeLock().unlock();
        }
        waiting.advance(partition, mark.next());
    }

    void stop(Throwable why) {
        waiting.stop(why);
    }

    private void apply(Change change) {
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

    private <T> T reading(Supplier<T> gather) {
        lock.readLock().lock();
        try {
            return gather.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The documents of one actor and issue. */
    private static final class Pair {
        private final EventTable events = new EventTable();
        private final Set<String> names = new TreeSet<>();
        private long changes;
        private @Nullable Document position;
    }
}
