package org.demarche.position;

import org.demarche.log.control.Version;
import org.jspecify.annotations.Nullable;

/**
 * How fast a version is folded. Only one that is replaying is held back, so that those that are
 * served are not.
 *
 * @param stepsBack takes only the time that the machine has left
 * @param eventsPerSecond of the whole version, in all processes, at most; null for no limit
 */
record Pace(boolean stepsBack, @Nullable Integer eventsPerSecond) {

    static final Pace FULL = new Pace(false, null);

    static Pace of(Version version) {
        return version instanceof Version.Replaying(var start)
                ? new Pace(true, start.throttle())
                : FULL;
    }
}
