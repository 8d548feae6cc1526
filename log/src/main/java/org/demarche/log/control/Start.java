package org.demarche.log.control;

import java.time.Instant;
import org.demarche.log.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * The settings with which a version was started.
 *
 * @param revision of the code that folds it
 * @param auto whether it is promoted automatically once it is ready
 * @param throttle events a second, at most; null for as fast as it goes
 * @param until what was recorded later is left out; null for no end
 * @param within percent by which the count of its documents may differ from the live version's for
 *     it to be promoted automatically
 * @param at when
 */
public record Start(
        VersionId id,
        int revision,
        boolean auto,
        @Nullable Integer throttle,
        @Nullable Instant until,
        int within,
        Instant at) {

    Start throttled(@Nullable Integer rate) {
        return new Start(id, revision, auto, rate, until, within, at);
    }
}
