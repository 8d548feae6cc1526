package org.demarche.log.control;

import static org.demarche.log.control.StepRefused.Kind.RUNNING;
import static org.demarche.log.control.StepRefused.Kind.UNKNOWN_VERSION;
import static org.demarche.log.control.StepRefused.Kind.WRONG_STATE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.demarche.log.VersionId;
import org.demarche.log.control.Version.Building;
import org.demarche.log.control.Version.Live;
import org.demarche.log.control.Version.Replaying;
import org.demarche.log.control.Version.Servable;
import org.demarche.log.control.Version.Standby;
import org.jspecify.annotations.Nullable;

/**
 * A projection with all versions that it ever had.
 *
 * @param epoch the number of decisions about it so far
 * @param definition the definition in JSON; null if code folds the projection
 * @param versions the versions by number; no number is used twice
 * @param servedBefore the numbers of the standbys; the one that was live last comes first
 * @param keep the most standbys that the last promotion kept
 */
public record ProjectionState(
        String name,
        int epoch,
        @Nullable String definition,
        NavigableMap<Integer, Version> versions,
        List<Integer> servedBefore,
        int keep) {

    public ProjectionState {
        versions = Collections.unmodifiableNavigableMap(new TreeMap<>(versions));
        servedBefore = List.copyOf(servedBefore);
    }

    /** The state before the first decision: the first version is live. */
    static ProjectionState ofCode(VersionId id) {
        var start =
                new Start(
                        id,
                        id.number(),
                        false,
                        null,
                        null,
                        ControlEvent.Started.WITHIN,
                        Instant.EPOCH);
        return new ProjectionState(
                id.projection(),
                0,
                null,
                new TreeMap<>(Map.of(id.number(), new Live(start))),
                List.of(),
                ControlEvent.Promoted.KEEP);
    }

    /**
     * @throws StepRefused if the event's version is not the first one
     */
    static ProjectionState declared(String name, ControlEvent.Declared event, Instant at)
            throws StepRefused {
        return new ProjectionState(
                        name, 0, null, new TreeMap<>(), List.of(), ControlEvent.Promoted.KEEP)
                .declaredAgain(event, at);
    }

    /**
     * Returns the new projection with the name of this one, which was deleted. The numbers of its
     * versions continue those of this one.
     *
     * @throws StepRefused if the event's version is not the next one
     */
    ProjectionState declaredAgain(ControlEvent.Declared event, Instant at) throws StepRefused {
        requireNext(event.version());
        var start =
                new Start(
                        new VersionId(name, event.version()),
                        event.revision(),
                        event.auto(),
                        null,
                        null,
                        ControlEvent.Started.WITHIN,
                        at);
        var all = new TreeMap<>(versions);
        all.put(event.version(), new Replaying(start));
        return new ProjectionState(
                name, epoch + 1, event.definition(), all, List.of(), ControlEvent.Promoted.KEEP);
    }

    /** Returns the live version; a declared projection has none before its first promotion. */
    public Optional<Version> live() {
        return versions.values().stream().filter(Live.class::isInstance).findFirst();
    }

    /** Returns the version that is being built, or is ready and not yet promoted. */
    public Optional<Version> building() {
        return versions.values().stream().filter(Building.class::isInstance).findFirst();
    }

    /**
     * Returns the numbers of the versions that would be standbys if this version became live. The
     * current live version comes first.
     */
    public List<Integer> standbysOf(int next) {
        return Stream.concat(
                        live().stream().map(version -> version.id().number()),
                        servedBefore.stream())
                .filter(number -> number != next)
                .toList();
    }

    /** Returns the version that a roll back makes live if it names none. */
    public Optional<Version> previous() {
        return servedBefore.stream().findFirst().map(versions::get);
    }

    /**
     * @throws StepRefused if no version ever had this number
     */
    public Version version(int number) throws StepRefused {
        var version = versions.get(number);
        if (version == null) {
            throw new StepRefused(
                    UNKNOWN_VERSION,
                    null,
                    "The projection %s has no version %d: its versions are %s"
                            .formatted(name, number, versions.keySet()));
        }
        return version;
    }

    public int nextNumber() {
        return versions.isEmpty() ? 1 : versions.lastKey() + 1;
    }

    /**
     * Returns the projection after one more decision.
     *
     * @throws StepRefused if the decision is not possible in this state
     */
    ProjectionState after(ControlEvent event, Instant at) throws StepRefused {
        return switch (event) {
            case ControlEvent.Declared _ ->
                    throw new StepRefused(StepRefused.Kind.NAME_TAKEN, null, taken());
            case ControlEvent.Started started -> started(started, at);
            case ControlEvent.Promoted(var number, var kept) ->
                    served(
                            VersionTransitions.require(
                                    version(number),
                                    Servable.class,
                                    "promoted",
                                    "one that is replaying, ready or a standby"),
                            kept,
                            kept);
            case ControlEvent.RolledBack(var number) ->
                    served(
                            VersionTransitions.require(
                                    version(number), Standby.class, "rolled back to", "a standby"),
                            Integer.MAX_VALUE,
                            keep);
            case ControlEvent.Move move ->
                    with(VersionTransitions.moved(version(move.version()), move), servedBefore);
            case ControlEvent.Deleted _ -> deleted();
        };
    }

    /** Returns a sentence that says why no other definition can have its name. */
    public String taken() {
        return definition == null
                ? "The projection %s exists already, and code folds it: choose another name"
                        .formatted(name)
                : "The projection %s exists already, with another definition: delete it first, or choose another name"
                        .formatted(name);
    }

    private ProjectionState deleted() throws StepRefused {
        if (definition == null) {
            throw new StepRefused(
                    WRONG_STATE,
                    null,
                    "%s is folded by code, so it cannot be deleted: only a declared projection can"
                            .formatted(name));
        }
        var ended = new TreeMap<Integer, Version>();
        versions.forEach((number, version) -> ended.put(number, VersionTransitions.ended(version)));
        return new ProjectionState(name, epoch + 1, definition, ended, List.of(), keep);
    }

    private void requireNext(int number) throws StepRefused {
        if (number != nextNumber()) {
            throw new StepRefused(
                    WRONG_STATE,
                    null,
                    "The next version of %s must be %d".formatted(name, nextNumber()));
        }
    }

    private ProjectionState started(ControlEvent.Started event, Instant at) throws StepRefused {
        var running = building();
        if (running.isPresent()) {
            throw new StepRefused(
                    RUNNING,
                    running.get().id(),
                    "%s is %s: cancel or promote it first"
                            .formatted(running.get().id(), running.get().label()));
        }
        requireNext(event.version());
        var id = new VersionId(name, event.version());
        var start =
                new Start(
                        id,
                        event.revision(),
                        event.auto(),
                        event.throttle(),
                        event.until(),
                        event.within(),
                        at);
        return with(new Replaying(start), servedBefore);
    }

    /**
     * @param most the most standbys that stay
     * @param kept the most standbys that are kept from now on
     */
    private ProjectionState served(Servable next, int most, int kept) {
        var number = next.id().number();
        var before = new ArrayList<>(standbysOf(number));
        var all = new TreeMap<>(versions);
        all.put(number, next.promote());
        live().map(Live.class::cast)
                .ifPresent(live -> all.put(live.id().number(), live.stepDown()));
        while (before.size() > most) {
            var oldest = before.removeLast();
            if (all.get(oldest) instanceof Standby standby) {
                all.put(oldest, standby.retire());
            }
        }
        return new ProjectionState(name, epoch + 1, definition, all, before, kept);
    }

    private ProjectionState with(Version version, List<Integer> standbys) {
        var all = new TreeMap<>(versions);
        all.put(version.id().number(), version);
        var left = standbys.stream().filter(one -> all.get(one) instanceof Standby).toList();
        return new ProjectionState(name, epoch + 1, definition, all, left, keep);
    }
}
