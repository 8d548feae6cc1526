package org.demarche.gateway.fold;

import static java.util.Comparator.comparing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.evidence.Horizon;
import org.demarche.gateway.view.Document;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Scope;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.explain.RetractedStatement;
import org.demarche.model.explain.StatementEvidence;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Denial;
import org.demarche.model.fold.Rule;

/**
 * Folds actors and issues at the gateway, for answers that no version stores. Recent folds are
 * cached for all versions with the same rule, up to a number of bytes. A fold is valid until a
 * version sees more of its records, or merges change.
 */
public final class SubjectFolds {

    /** The most events that one answer without pages may read and fold. */
    public static final int MOST_EVENTS = 100_000;

    /**
     * The most bytes of record values in the cache; folded, they need about three times as much.
     */
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    /** The bytes of a fold beside its events. */
    private static final int OVERHEAD_BYTES = 1_000;

    /** The most records that are folded at one time; each needs about 5 KB of heap. */
    private static final int MOST_RECORDS = 50_000;

    private record Key(Subject subject, Kind kind, Instant until, Basis basis) {}

    private enum Kind {
        AS_FILED,
        MERGED,
        WITH_PARTS
    }

    private record Kept(SubjectFold folded, FoldInput input, int bytes) {}

    private record Wanted(Key key, FoldInput input) {}

    private final Registry registry;
    private final Evidence evidence;
    private final Cache<Key, Kept> kept =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_BYTES)
                    .<Key, Kept>weigher((_, one) -> OVERHEAD_BYTES + one.bytes())
                    .build();

    private final Map<Wanted, CompletableFuture<SubjectFold>> making = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(MOST_RECORDS, true);

    public SubjectFolds(Registry registry, Evidence evidence) {
        this.registry = registry;
        this.evidence = evidence;
    }

    /** The fold of the reports filed under exactly these ids. */
    private SubjectFold asFiled(SeenVersion seen, Subject subject) {
        var key = new Key(subject, Kind.AS_FILED, seen.horizon().until(), seen.basis());
        return of(seen, key, Scope.AS_FILED, List.of(subject), 0);
    }

    /**
     * The fold of all statements that count as this actor's on this issue.
     *
     * @param subject of ids that are merged into no other
     */
    public SubjectFold of(SeenVersion seen, Subject subject, boolean withParts) {
        if (!withParts && !registry.hasMerges()) {
            return asFiled(seen, subject);
        }
        // before anything is read of it
        var groupings = registry.groupings();
        var whole = SubjectScope.of(registry, subject, withParts);
        var kind = withParts ? Kind.WITH_PARTS : Kind.MERGED;
        var key = new Key(subject, kind, seen.horizon().until(), seen.basis());
        return of(seen, key, whole, whole.members(), groupings);
    }

    /**
     * The position's document: the stored one if it is the answer, otherwise folded for this read.
     * Empty if nothing had been recorded.
     */
    public Optional<Document> position(
            SeenVersion seen, Subject subject, PointInTime time, boolean withParts) {
        if (time.equals(PointInTime.NOW) && !withParts && seen.isStored() && isAsFiled(subject)) {
            return seen.copy().position(subject.actor(), subject.issue());
        }
        var folded = of(seen, subject, withParts);
        return folded.isKnown(time) ? Optional.of(folded.positionDocument(time)) : Optional.empty();
    }

    /** A statement under the ids of its filing; empty if no report attests it. */
    public Optional<StatementEvidence> statement(
            SeenVersion seen, StatementId id, PointInTime time) {
        var statement = around(seen, id).statement(id, time);
        return seen.basis().rule() == Rule.LATEST_OWN_1 || !registry.hasMerges()
                ? statement
                : statement.map(one -> one.deniedBy(denials(seen, id, time)));
    }

    /** Like {@link #statement}, for a statement that has lost all its reports. */
    public Optional<RetractedStatement> retracted(
            SeenVersion seen, StatementId id, PointInTime time) {
        return around(seen, id).retracted(id, time);
    }

    /**
     * By the first rule, a statement depends only on its own reports. By a later one, another
     * statement may deny it.
     */
    private SubjectFold around(SeenVersion seen, StatementId id) {
        var subject = new Subject(id.holder(), id.issue());
        if (seen.basis().rule() != Rule.LATEST_OWN_1) {
            return asFiled(seen, subject);
        }
        var counted = CountedEvent.among(subject, evidence.of(id, seen.horizon()));
        return new SubjectFold(subject, seen.basis(), inOrder(counted));
    }

    /** Denials may be filed under an entry that was merged with the statement's own. */
    private List<Denial> denials(SeenVersion seen, StatementId id, PointInTime time) {
        var subject =
                new Subject(
                        registry.canonical(EntryType.ACTOR, id.holder()),
                        registry.canonical(EntryType.ISSUE, id.issue()));
        return of(seen, subject, false)
                .statement(id, time)
                .map(StatementEvidence::denied)
                .orElse(List.of());
    }

    /** The known events of a report; empty if it had not been filed. */
    public Optional<ReportEvents> report(SeenVersion seen, ReportId id, PointInTime time) {
        var known =
                CountedEvent.among(Subject.of(id), evidence.of(id, seen.horizon())).stream()
                        .filter(one -> time.knows(one.event().recorded()))
                        .toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(ReportEvents.of(id, known));
    }

    /** The reports of an actor and issue as they are now, under the ids of their filing. */
    public List<CurrentReport> current(Horizon horizon, Subject subject) {
        var share = Math.clamp(evidence.count(subject), 1, MOST_RECORDS);
        room.acquireUninterruptibly(share);
        try {
            return CurrentReport.among(subject, evidence.of(subject, horizon));
        } finally {
            room.release(share);
        }
    }

    /** The actors and issues with a report that ever named this utterance. */
    public Set<Subject> uttering(String utterance) {
        return canonical(evidence.uttering(utterance));
    }

    /** The actors and issues with a report that ever had this word in its summary or quote. */
    public Set<Subject> having(String word) {
        return canonical(evidence.having(word));
    }

    private Set<Subject> canonical(Set<Subject> subjects) {
        return subjects.stream()
                .map(
                        subject ->
                                new Subject(
                                        registry.canonical(EntryType.ACTOR, subject.actor()),
                                        registry.canonical(EntryType.ISSUE, subject.issue())))
                .collect(Collectors.toSet());
    }

    /** The actors and issues for which this actor may ascribe a stance. */
    Set<Subject> ascribedBy(String actor) {
        return evidence.ascribedBy(actor);
    }

    /** The rough number of records that a fold of the pair reads. */
    public int eventCount(Subject subject, boolean withParts) {
        return SubjectScope.of(registry, subject, withParts).members().stream()
                .mapToInt(evidence::count)
                .sum();
    }

    /**
     * Whether no merge affects the position, so that the stored document can be served. In its
     * evidence, an addressee may still be another entry now.
     */
    public boolean isAsFiled(Subject subject) {
        return !registry.hasMerges()
                || registry.mergedFrom(EntryType.ACTOR, subject.actor()).size() == 1
                        && registry.mergedFrom(EntryType.ISSUE, subject.issue()).size() == 1
                        && !evidence.hasNamed(subject, this::isMerged);
    }

    /** The actors whose statements count as this actor's. */
    public Set<String> holders(String actor, boolean withParts) {
        return SubjectScope.holders(
                registry, registry.canonical(EntryType.ACTOR, actor), withParts);
    }

    /** Whether a report on the pair ever named one of these outlets, origins or actors. */
    public boolean haveNamed(Subject subject, Set<String> names) {
        return SubjectScope.of(registry, subject, false).members().stream()
                .anyMatch(member -> evidence.hasNamed(member, names::contains));
    }

    /** The input of a fold of the subject and of all entries merged into it. */
    FoldInput input(SeenVersion seen, Subject subject) {
        var groupings = registry.groupings();
        var members = SubjectScope.of(registry, subject, false).members();
        return FoldInput.of(evidence, seen.horizon(), members, groupings);
    }

    private boolean isMerged(String name) {
        return !registry.canonical(EntryType.ACTOR, name).equals(name)
                || !registry.canonical(EntryType.OUTLET, name).equals(name);
    }

    private SubjectFold of(
            SeenVersion seen, Key key, Scope scope, List<Subject> members, long groupings) {
        var input = FoldInput.of(evidence, seen.horizon(), members, groupings);
        var known = kept.getIfPresent(key);
        if (known != null && known.input().equals(input)) {
            return known.folded();
        }
        return once(new Wanted(key, input), () -> fold(seen, key, scope, members, input));
    }

    /** Equal reads at the same time share one fold. */
    private SubjectFold once(Wanted wanted, Supplier<SubjectFold> fold) {
        var mine = new CompletableFuture<SubjectFold>();
        var running = making.putIfAbsent(wanted, mine);
        if (running != null) {
            return running.exceptionally(_ -> fold.get()).join();
        }
        try {
            mine.complete(fold.get());
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            making.remove(wanted);
        }
        return mine.join();
    }

    private SubjectFold fold(
            SeenVersion seen, Key key, Scope scope, List<Subject> members, FoldInput input) {
        var records = members.stream().mapToInt(evidence::count).sum();
        var share = Math.clamp(records, 1, MOST_RECORDS);
        room.acquireUninterruptibly(share);
        try {
            return folded(seen, key, scope, members, input);
        } finally {
            room.release(share);
        }
    }

    private SubjectFold folded(
            SeenVersion seen, Key key, Scope scope, List<Subject> members, FoldInput input) {
        var counted = new ArrayList<CountedEvent>();
        var bytes = 0;
        for (var member : members) {
            var records = evidence.of(member, seen.horizon());
            bytes += records.stream().mapToInt(record -> record.body().length).sum();
            counted.addAll(CountedEvent.among(member, records));
        }
        var folded = new SubjectFold(key.subject(), key.basis().in(scope), inOrder(counted));
        if (bytes > 0) {
            kept.put(key, new Kept(folded, input, bytes));
        }
        return folded;
    }

    private static List<ReportEvent> inOrder(List<CountedEvent> counted) {
        return counted.stream()
                .map(CountedEvent::event)
                .sorted(comparing(ReportEvent::recorded))
                .toList();
    }
}
