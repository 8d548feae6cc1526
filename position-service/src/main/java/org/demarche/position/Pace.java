package org.demarche.position;

import org.demarche.log.control.Version;
import org.jspecify.annotations.Nullable;

/**
 * The speed limit of a version. Only a replaying version has one, so that live versions are not
 * held back.
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
