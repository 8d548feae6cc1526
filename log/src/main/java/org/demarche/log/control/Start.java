package org.demarche.log.control;

import java.time.Instant;
import org.demarche.log.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * The settings with which a version was started.
 *
 * @param revision the revision of the code that folds it
 * @param auto whether it is promoted automatically once it is ready
 * @param throttle the most events per second; null for no limit
 * @param until the last instant of recording; later events are left out; null for no end
 * @param within the percentage by which its number of documents may differ from that of the live
 *     version, if it is to be promoted automatically
 * @param at the instant of the start
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
