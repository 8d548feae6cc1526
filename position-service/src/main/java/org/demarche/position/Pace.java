package org.demarche.position;

import org.demarche.log.control.Version;
import org.jspecify.annotations.Nullable;

/**
 * How fast a version is folded. Only one that is replaying is held back, so that those that are
 * served are not.
 *
 * @param share of its time that a worker may be at work, above 0 and at most 1
 * @param eventsPerSecond of the whole version, in all processes, at most; null for no limit
 */
record Pace(double share, @Nullable Integer eventsPerSecond) {

    static final Pace FULL = new Pace(1, null);

    static Pace of(Version version, double replayShare) {
        return version instanceof Version.Replaying(var start)
                ? new Pace(replayShare, start.throttle())
                : FULL;
    }
}
