package org.demarche.log.control;

import static org.demarche.log.control.StepRefused.Kind.DELETED;
import static org.demarche.log.control.StepRefused.Kind.UNKNOWN_PROJECTION;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.demarche.log.VersionId;
import org.demarche.log.name.Nearest;

/**
 * All projections. The catalog is a function of the control topic alone, and the same in every
 * service.
 *
 * @param projections the existing projections, by name
 * @param deleted the deleted projections, by name; all their versions have ended
 */
public record Catalog(
        NavigableMap<String, ProjectionState> projections,
        NavigableMap<String, ProjectionState> deleted) {

    /** The catalog before the first decision: each projection of code has one live version. */
    public static final Catalog GENESIS =
            new Catalog(
                    new TreeMap<>(
                            Map.of(
                                    VersionId.POSITIONS.projection(),
                                    ProjectionState.ofCode(VersionId.POSITIONS))),
                    new TreeMap<>());

    /** The most versions of declared projections that are built at the same time. */
    static final int BUILT_AT_ONCE = 2;

    private static final Comparator<Version> BY_START =
            Comparator.<Version, Instant>comparing(version -> version.start().at())
                    .thenComparing(version -> version.id().toString());

    public Catalog {
        projections = Collections.unmodifiableNavigableMap(new TreeMap<>(projections));
        deleted = Collections.unmodifiableNavigableMap(new TreeMap<>(deleted));
    }

    public Optional<ProjectionState> projection(String name) {
        return Optional.ofNullable(projections.get(name));
    }

    /**
     * @throws StepRefused if no projection has this name
     */
    public ProjectionState require(String name) throws StepRefused {
        var projection = projections.get(name);
        if (projection == null && deleted.containsKey(name)) {
            throw new StepRefused(DELETED, null, "The projection %s was deleted".formatted(name));
        }
        if (projection == null) {
            var near = Nearest.among(projections.keySet()).to(name);
            throw new StepRefused(
                    UNKNOWN_PROJECTION,
                    null,
                    "There is no projection '%s'%s"
                            .formatted(
                                    name,
                                    near.isEmpty()
                                            ? ""
                                            : ": did you mean " + near.getFirst() + '?'));
        }
        return projection;
    }

    public List<String> names() {
        return List.copyOf(projections.keySet());
    }

    /** Returns every version of every projection, in any state, also of deleted projections. */
    public Stream<Version> versions() {
        return Stream.of(projections, deleted)
                .flatMap(some -> some.values().stream())
                .flatMap(one -> one.versions().values().stream());
    }

    /** Returns the number that the first version of a new projection gets. */
    public int firstNumber(String name) {
        return Optional.ofNullable(deleted.get(name)).map(ProjectionState::nextNumber).orElse(1);
    }

    /** Finds a version in any state, also of a deleted projection. */
    public Optional<Version> version(VersionId id) {
        return known(id.projection()).map(one -> one.versions().get(id.number()));
    }

    /**
     * Whether other versions must be built before this version. Only a few versions of declared
     * projections are built at the same time, in the order of their starts, because each takes
     * threads and connections while it is built. A version with a throttle takes little, and never
     * waits.
     */
    public boolean isWaiting(Version version) {
        return isWaiting(version, Set.of());
    }

    /**
     * Like {@link #isWaiting(Version)}, but some versions count as not being built.
     *
     * @param aside the versions that do not count: they cannot be built now, and are tried again
     *     later
     */
    public boolean isWaiting(Version version, Set<VersionId> aside) {
        return isBuiltInOrder(version)
                && versions()
                                .filter(this::isBuiltInOrder)
                                .filter(other -> !aside.contains(other.id()))
                                .filter(other -> BY_START.compare(other, version) < 0)
                                .count()
                        >= BUILT_AT_ONCE;
    }

    private boolean isBuiltInOrder(Version version) {
        return version instanceof Version.Replaying(var start)
                && start.throttle() == null
                && projection(start.id().projection())
                        .filter(one -> one.definition() != null)
                        .isPresent();
    }

    /**
     * Returns the catalog after one more decision.
     *
     * @param at the instant at which the decision was recorded
     * @throws StepRefused if the decision is not possible
     */
    Catalog after(String name, ControlEvent event, Instant at) throws StepRefused {
        var known = projections.get(name);
        var past = deleted.get(name);
        ProjectionState next;
        if (known == null && event instanceof ControlEvent.Declared declared) {
            next =
                    past == null
                            ? ProjectionState.declared(name, declared, at)
                            : past.declaredAgain(declared, at);
        } else {
            next = require(name).after(event, at);
        }
        var standing = new TreeMap<>(projections);
        var gone = new TreeMap<>(deleted);
        if (event instanceof ControlEvent.Deleted) {
            standing.remove(name);
            gone.put(name, next);
        } else {
            standing.put(name, next);
            gone.remove(name);
        }
        return new Catalog(standing, gone);
    }

    /** Returns the number of decisions about the projection. */
    int epoch(String name) {
        return known(name).map(ProjectionState::epoch).orElse(0);
    }

    private Optional<ProjectionState> known(String name) {
        return projection(name).or(() -> Optional.ofNullable(deleted.get(name)));
    }

    /**
     * Returns the catalog after a record; empty if the record changes nothing, because it was not
     * the first of its epoch, or its step is not possible.
     */
    Optional<Catalog> with(ControlRecord record, Instant at) {
        if (record.epoch() != epoch(record.projection()) + 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(after(record.projection(), record.event(), at));
        } catch (StepRefused _) {
            return Optional.empty();
        }
    }
}
