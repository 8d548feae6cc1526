package org.demarche.gateway.fold;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.evidence.Horizon;
import org.demarche.gateway.fold.FoldCache.Kind;
import org.demarche.gateway.view.Document;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportId;
import org.demarche.model.Scope;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.explain.RetractedStatement;
import org.demarche.model.explain.StatementEvidence;
import org.demarche.model.fold.Denial;
import org.demarche.model.fold.Rule;

/** Folds actors and issues at the gateway, for answers that no version stores. */
public final class SubjectFolds {

    /** The most events that one answer without pages may read and fold. */
    public static final int MOST_EVENTS = 100_000;

    private final Registry registry;
    private final Evidence evidence;
    private final FoldCache cache;

    public SubjectFolds(Registry registry, Evidence evidence) {
        this.registry = registry;
        this.evidence = evidence;
        cache = new FoldCache(evidence);
    }

    /** Folds the reports that are filed under exactly these ids. */
    private SubjectFold asFiled(SeenVersion seen, Subject subject) {
        return cache.of(seen, subject, Kind.AS_FILED, Scope.AS_FILED, List.of(subject), 0);
    }

    /**
     * Folds all statements that count as this actor's on this issue.
     *
     * @param subject an actor and issue that are not merged into others
     */
    public SubjectFold of(SeenVersion seen, Subject subject, boolean withParts) {
        if (!withParts && !registry.hasMerges()) {
            return asFiled(seen, subject);
        }
        // read first, so that a change of the registry during the fold makes the cached fold
        // invalid
        var groupings = registry.groupings();
        var whole = SubjectScope.of(registry, subject, withParts);
        var kind = withParts ? Kind.WITH_PARTS : Kind.MERGED;
        return cache.of(seen, subject, kind, whole, whole.members(), groupings);
    }

    /**
     * Returns the stored document if it answers the read; otherwise folds the pair for this read.
     * Empty if no report had been recorded.
     */
    public Optional<Document> position(
            SeenVersion seen, Subject subject, PointInTime time, boolean withParts) {
        if (time.equals(PointInTime.NOW) && !withParts && seen.isStored() && isAsFiled(subject)) {
            return seen.copy().position(subject.actor(), subject.issue());
        }
        var folded = of(seen, subject, withParts);
        return folded.isKnown(time) ? Optional.of(folded.positionDocument(time)) : Optional.empty();
    }

    /** Finds a statement under the ids of its filing; empty if no report attests it. */
    public Optional<StatementEvidence> statement(
            SeenVersion seen, StatementId id, PointInTime time) {
        var statement = around(seen, id).statement(id, time);
        return seen.basis().rule() == Rule.LATEST_OWN_1 || !registry.hasMerges()
                ? statement
                : statement.map(one -> one.deniedBy(denials(seen, id, time)));
    }

    /** Finds a statement that has lost all its reports, under the ids of its filing. */
    public Optional<RetractedStatement> retracted(
            SeenVersion seen, StatementId id, PointInTime time) {
        return around(seen, id).retracted(id, time);
    }

    /**
     * Folds the events on which the statement depends. By the first rule, these are only the events
     * of its reports. By a later rule, another statement of the pair may deny it, so all events of
     * the pair are folded.
     */
    private SubjectFold around(SeenVersion seen, StatementId id) {
        var subject = new Subject(id.holder(), id.issue());
        if (seen.basis().rule() != Rule.LATEST_OWN_1) {
            return asFiled(seen, subject);
        }
        var counted = CountedEvent.among(subject, evidence.of(id, seen.horizon()));
        return new SubjectFold(subject, seen.basis(), CountedEvent.inOrder(counted));
    }

    /**
     * Finds the denials of a statement, also those that were filed under another entry that now
     * counts as the same actor or issue.
     */
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

    /** Finds the known events of a report; empty if it had not been filed. */
    public Optional<ReportEvents> report(SeenVersion seen, ReportId id, PointInTime time) {
        var known =
                CountedEvent.among(Subject.of(id), evidence.of(id, seen.horizon())).stream()
                        .filter(one -> time.knows(one.event().recorded()))
                        .toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(ReportEvents.of(id, known));
    }

    /**
     * Reads the reports that were filed under exactly this actor and issue, as they are after their
     * last events.
     */
    public List<CurrentReport> current(Horizon horizon, Subject subject) {
        return cache.bounded(
                evidence.count(subject),
                () -> CurrentReport.among(subject, evidence.of(subject, horizon)));
    }

    /** Finds the actors and issues with a report that ever named this utterance. */
    public Set<Subject> uttering(String utterance) {
        return canonical(evidence.uttering(utterance));
    }

    /**
     * Finds the actors and issues with a report that ever had this word in its summary or quote.
     */
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

    /** Finds the actors and issues for which a report ever had this actor ascribe a stance. */
    Set<Subject> ascribedBy(String actor) {
        return evidence.ascribedBy(actor);
    }

    /** Counts the records that a fold of the pair reads; a version may see fewer. */
    public int eventCount(Subject subject, boolean withParts) {
        return SubjectScope.of(registry, subject, withParts).members().stream()
                .mapToInt(evidence::count)
                .sum();
    }

    /**
     * Whether no merge affects the position, so that the stored document can be served. An
     * addressee in its evidence may still be merged into another entry.
     */
    public boolean isAsFiled(Subject subject) {
        return !registry.hasMerges()
                || registry.mergedFrom(EntryType.ACTOR, subject.actor()).size() == 1
                        && registry.mergedFrom(EntryType.ISSUE, subject.issue()).size() == 1
                        && !evidence.hasNamed(subject, this::isMerged);
    }

    /** Finds the ids under which statements of this actor are filed. */
    public Set<String> holders(String actor, boolean withParts) {
        return SubjectScope.holders(
                registry, registry.canonical(EntryType.ACTOR, actor), withParts);
    }

    /** Whether a report on the pair ever named one of these outlets, origins or actors. */
    public boolean haveNamed(Subject subject, Set<String> names) {
        return SubjectScope.of(registry, subject, false).members().stream()
                .anyMatch(member -> evidence.hasNamed(member, names::contains));
    }

    /**
     * Gathers the input of a fold of the pair, with all entries that were merged into its actor or
     * issue.
     */
    FoldInput input(SeenVersion seen, Subject subject) {
        var groupings = registry.groupings();
        var members = SubjectScope.of(registry, subject, false).members();
        return FoldInput.of(evidence, seen.horizon(), members, groupings);
    }

    private boolean isMerged(String name) {
        return !registry.canonical(EntryType.ACTOR, name).equals(name)
                || !registry.canonical(EntryType.OUTLET, name).equals(name);
    }
}
