package org.demarche.gateway.view;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.gateway.evidence.Horizon;
import org.demarche.gateway.view.CopyChange.PositionChange;
import org.demarche.gateway.view.CopyChange.ShiftChange;
import org.demarche.log.VersionId;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.Mark;
import org.demarche.model.Interner;
import org.demarche.model.Subject;
import org.demarche.model.fold.Rule;
import org.jspecify.annotations.Nullable;

/** A copy of a version of {@code positions}, with indices by actor and by issue. */
public final class PositionsCopy extends ViewCopy<CopyChange> {

    private static final NavigableSet<String> EVERYTHING = new TreeSet<>();

    private final Instant until;
    private final Rule rule;
    private final Supplier<Stream<PositionsCopy>> others;
    private final PositionTable positions = new PositionTable();
    private final ShiftTable shifts = new ShiftTable();
    private final Interner shared = new Interner();

    /**
     * @param until the last instant of recording that belongs to the version
     * @param rule the rule that folds the version
     * @param others the copies of other versions: a value that two copies have is kept in memory
     *     once
     */
    PositionsCopy(
            VersionId id,
            int partitions,
            Instant until,
            Rule rule,
            Supplier<Stream<PositionsCopy>> others) {
        super(id, partitions);
        this.until = until;
        this.rule = rule;
        this.others = others;
    }

    /**
     * Returns the offsets up to which the view has the log, and the last instant of the version.
     */
    public Horizon horizon() {
        return new Horizon(marks().stream().mapToLong(Mark::next).toArray(), until);
    }

    /** Returns the rule that folds the version. Reads of the version use it, too. */
    public Rule rule() {
        return rule;
    }

    public Optional<Document> position(String actor, String issue) {
        return reading(() -> Optional.ofNullable(positions.get(actor, issue)));
    }

    /**
     * Returns the positions of an actor, in the order of the issues.
     *
     * @param after the issue before the first one wanted; empty for the beginning
     */
    public List<StoredPosition> positionsOf(String actor, String after, int most) {
        return reading(() -> positions(actor, EVERYTHING, after).limit(most).toList());
    }

    /**
     * Returns the positions on an issue, in the order of the actors.
     *
     * @param after the actor before the first one wanted; empty for the beginning
     */
    public List<StoredPosition> positionsOn(String issue, String after, int most) {
        return reading(
                () ->
                        positions.actors(issue).tailSet(after, false).stream()
                                .flatMap(actor -> positions.stored(actor, issue))
                                .limit(most)
                                .toList());
    }

    /**
     * Returns the positions of these actors on these issues, ordered by actor, then by issue.
     *
     * @param ofActors the actors; empty for all actors
     * @param onIssues the issues; empty for all issues
     * @param afterActor the actor, and {@code afterIssue} the issue, of the position before the
     *     first one wanted; empty for the beginning
     */
    public List<StoredPosition> positions(
            NavigableSet<String> ofActors,
            NavigableSet<String> onIssues,
            String afterActor,
            String afterIssue,
            int most) {
        return reading(
                () ->
                        (ofActors.isEmpty() ? positions.actors() : ofActors)
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

    private Stream<StoredPosition> positions(
            String actor, NavigableSet<String> onIssues, String afterIssue) {
        return (onIssues.isEmpty() ? positions.issues(actor) : onIssues)
                .tailSet(afterIssue, false).stream()
                        .flatMap(issue -> positions.stored(actor, issue));
    }

    /** Returns all actors with a position. */
    public NavigableSet<String> actors() {
        return reading(() -> new TreeSet<>(positions.actors()));
    }

    public NavigableSet<String> issuesOf(String actor) {
        return reading(() -> new TreeSet<>(positions.issues(actor)));
    }

    public NavigableSet<String> actorsOn(String issue) {
        return reading(() -> new TreeSet<>(positions.actors(issue)));
    }

    /**
     * Returns shifts, the newest first.
     *
     * @param before only shifts with a lower key, which are older, are returned; empty for all
     *     shifts
     */
    public List<StoredShift> shifts(String before, Predicate<StoredShift> wanted, int most) {
        return reading(() -> shifts.newest(before).filter(wanted).limit(most).toList());
    }

    /**
     * Returns some positions whose last statement is disputed or contested, the last heard first.
     */
    public List<Subject> doubted(int most) {
        return reading(() -> positions.doubted().limit(most).toList());
    }

    public long positionCount() {
        return reading(positions::count);
    }

    public long shiftCount() {
        return reading(shifts::count);
    }

    /** Returns the bytes of all documents. */
    public long bytes() {
        return reading(() -> positions.bytes() + shifts.bytes());
    }

    @Override
    public long documentCount() {
        return reading(() -> positions.count() + shifts.count());
    }

    @Override
    boolean walk(String from, Predicate<KeyedDocument> more) {
        return new ViewWalk(positions, shifts).from(from, more);
    }

    @Override
    @Nullable CopyChange change(ConsumerRecord<byte[], byte[]> record) throws UnreadableEvent {
        return switch (CopyChange.of(record)) {
            case PositionChange(var subject, var document) when document != null ->
                    new PositionChange(lean(subject), shared(subject, document));
            case ShiftChange(var place, var shift) when shift != null ->
                    new ShiftChange(place, shared(shift));
            case null -> null;
            case CopyChange change -> change;
        };
    }

    @Override
    void apply(CopyChange change) {
        switch (change) {
            case PositionChange(var subject, var document) when document != null ->
                    positions.put(subject, document);
            case PositionChange(var subject, _) -> positions.remove(subject);
            case ShiftChange(_, var shift) when shift != null -> shifts.put(shift);
            case ShiftChange(var place, _) -> shifts.remove(place);
        }
    }

    /**
     * Returns the equal document of another version if there is one, so that memory has it once.
     * Called without a lock.
     */
    private Document shared(Subject subject, Document document) {
        return others.get()
                .flatMap(copy -> copy.position(subject.actor(), subject.issue()).stream())
                .filter(other -> Arrays.equals(other.bytes(), document.bytes()))
                .findFirst()
                .orElse(document);
    }

    private StoredShift shared(StoredShift shift) {
        return others.get()
                .flatMap(copy -> copy.shift(shift).stream())
                .filter(other -> Arrays.equals(other.document(), shift.document()))
                .findFirst()
                .orElseGet(() -> lean(shift));
    }

    private Optional<StoredShift> shift(ShiftPlace place) {
        return reading(() -> Optional.ofNullable(shifts.get(place)));
    }

    private StoredShift lean(StoredShift shift) {
        return new StoredShift(
                shared.intern(lean(shift.subject())),
                shared.intern(shift.into()),
                shared.intern(shift.kind()),
                shift.certain(),
                shift.document());
    }

    private Subject lean(Subject subject) {
        return new Subject(shared.intern(subject.actor()), shared.intern(subject.issue()));
    }
}
