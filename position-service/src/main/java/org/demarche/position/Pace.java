package org.demarche.position;

import java.time.Duration;
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

    /** A rest cuts no stop short, so it is never long. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    static Pace of(Version version, double replayShare) {
        return version instanceof Version.Replaying(var start)
                ? new Pace(replayShare, start.throttle())
                : FULL;
    }

    /** What a worker rests after work, so that it is at work for no more than its share. */
    Duration restAfter(Duration work) {
        var rest = Duration.ofNanos((long) (work.toNanos() * (1 / share - 1)));
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }
}
