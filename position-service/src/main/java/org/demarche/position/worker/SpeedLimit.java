package org.demarche.position.worker;

import org.demarche.log.control.Version;
import org.jspecify.annotations.Nullable;

/**
 * The speed limit of a version. Only a replaying version has one, so that live versions are never
 * slowed down.
 *
 * @param yieldsProcessors whether the workers take only the processor time that the machine can
 *     spare
 * @param eventsPerSecond the most events per second of the whole version, in all processes; null
 *     for no limit
 */
public record SpeedLimit(boolean yieldsProcessors, @Nullable Integer eventsPerSecond) {

    public static final SpeedLimit FULL = new SpeedLimit(false, null);

    public static SpeedLimit of(Version version) {
        return version instanceof Version.Replaying(var start)
                ? new SpeedLimit(true, start.throttle())
                : FULL;
    }
}
