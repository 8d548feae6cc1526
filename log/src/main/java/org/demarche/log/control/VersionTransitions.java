package org.demarche.log.control;

import static org.demarche.log.control.StepRefused.Kind.WRONG_STATE;

import org.demarche.log.control.Version.Building;
import org.demarche.log.control.Version.Live;
import org.demarche.log.control.Version.Paused;
import org.demarche.log.control.Version.Replaying;
import org.demarche.log.control.Version.Standby;

/**
 * Takes the step of one version that a decision asks for, or refuses the step if the version's
 * state does not have it.
 */
final class VersionTransitions {

    private VersionTransitions() {}

    static Version moved(Version version, ControlEvent.Move move) throws StepRefused {
        return switch (move) {
            case ControlEvent.Paused _ ->
                    require(version, Replaying.class, "paused", "one that is replaying").pause();
            case ControlEvent.Resumed _ ->
                    require(version, Paused.class, "resumed", "one that is paused").resume();
            case ControlEvent.Throttled(_, var rate) ->
                    version instanceof Paused paused
                            ? paused.throttle(rate)
                            : require(
                                            version,
                                            Replaying.class,
                                            "throttled",
                                            "one that is replaying or paused")
                                    .throttle(rate);
            case ControlEvent.Ready _ ->
                    require(version, Replaying.class, "ready", "one that is replaying").ready();
            case ControlEvent.Failed(_, var reason) ->
                    version instanceof Standby standby
                            ? standby.fail(reason)
                            : require(
                                            version,
                                            Building.class,
                                            "recorded as failed",
                                            "one that is being built, or a standby,")
                                    .fail(reason);
            case ControlEvent.Cancelled _ ->
                    version instanceof Version.Failed failed
                            ? failed.cancel()
                            : require(
                                            version,
                                            Building.class,
                                            "cancelled, and a standby retired",
                                            "one that is being built, or has failed,")
                                    .cancel();
            case ControlEvent.Retired _ ->
                    require(version, Standby.class, "retired", "a standby").retire();
        };
    }

    /** Returns the version in its last state, after its projection is deleted. */
    static Version ended(Version version) {
        return switch (version) {
            case Building building -> building.cancel();
            case Version.Failed failed -> failed.cancel();
            case Live live -> live.stepDown().retire();
            case Standby standby -> standby.retire();
            case Version.Cancelled _, Version.Retired _ -> version;
        };
    }

    /**
     * Requires the version to be in the state in which a step is possible.
     *
     * @param what the step, such as {@code promoted}
     * @param which the versions that have the step, in words
     */
    static <T extends Version> T require(Version version, Class<T> state, String what, String which)
            throws StepRefused {
        if (!state.isInstance(version)) {
            throw new StepRefused(
                    WRONG_STATE,
                    version.id(),
                    "%s is %s, and only %s can be %s"
                            .formatted(version.id(), version.label(), which, what));
        }
        return state.cast(version);
    }
}
