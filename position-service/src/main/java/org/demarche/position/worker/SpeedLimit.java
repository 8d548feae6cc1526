package org.demarche.position.worker;

import org.demarche.log.control.Version;
import org.jspecify.annotations.Nullable;

/**
 * The speed limit of a version. Only a replaying version has one, so that live versions are not
 * held back.
 *
 * @param stepsBack takes only the time that the machine has left
 * @param eventsPerSecond of the whole version, in all processes, at most; null for no limit
 */
public record SpeedLimit(boolean stepsBack, @Nullable Integer eventsPerSecond) {

    public static final SpeedLimit FULL = new SpeedLimit(false, null);

    public static SpeedLimit of(Version version) {
        return version instanceof Version.Replaying(var start)
                ? new SpeedLimit(true, start.throttle())
                : FULL;
    }
}
