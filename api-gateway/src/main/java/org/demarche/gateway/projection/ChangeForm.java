package org.demarche.gateway.projection;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.demarche.gateway.projection.Decisions.Person;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.control.Version;
import org.demarche.log.json.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The wanted changes of a version that is being built.
 *
 * @param state {@code paused} or {@code replaying}; null if the state is to stay as it is
 * @param throttles whether the request sets {@code throttle}
 * @param throttle the most events a second; null for no limit
 */
record ChangeForm(
        @Nullable String state, boolean throttles, @Nullable Integer throttle, Person person) {

    private static final String PAUSED = "paused";

    static ChangeForm of(Fields fields) {
        var state = fields.oneOf("state", List.of(PAUSED, "replaying"), Function.identity());
        var throttle = fields.number("throttle", 1, ReplayForm.MOST_A_SECOND);
        var throttles = fields.has("throttle") || fields.isNull("throttle");
        if (!fields.has("state") && !throttles) {
            fields.note("", "must have state or throttle");
        }
        return new ChangeForm(state, throttles, throttle, DecisionBodies.person(fields));
    }

    /**
     * Returns the event that sets the wanted speed; empty if the version has this speed. A version
     * that is not being built has no speed, so the catalog refuses the event.
     */
    Optional<ControlEvent> throttling(Version version) {
        var hasSpeed = version instanceof Version.Replaying || version instanceof Version.Paused;
        return throttles && !(hasSpeed && Objects.equals(version.start().throttle(), throttle))
                ? Optional.of(new ControlEvent.Throttled(version.id().number(), throttle))
                : Optional.empty();
    }

    /**
     * Returns the event that sets the wanted state; empty if the version has it, or if none is
     * wanted.
     */
    Optional<ControlEvent> move(Version version) {
        var number = version.id().number();
        if (state == null || state.equals(version.label())) {
            return Optional.empty();
        }
        return Optional.of(
                state.equals(PAUSED)
                        ? new ControlEvent.Paused(number)
                        : new ControlEvent.Resumed(number));
    }
}
