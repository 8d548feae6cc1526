package org.demarche.gateway.view;

import java.time.Duration;

/**
 * Decides when the served copy stops applying changes, so that the next copy can catch up with it.
 * Under load, the next copy may otherwise always be a moment behind in some partition. The served
 * copy stops only if the next one is near, and only for a short time, because nobody should wait
 * for a stuck version. Callers give the times, in nanoseconds of a clock that never steps back.
 */
final class Handover {

    /** The time for a swap without holding the old copy back. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    static final Duration LONGEST = Duration.ofSeconds(2);

    /** The time from one attempt to the next. */
    static final Duration BETWEEN = Duration.ofSeconds(10);

    /** A copy that does not move for this long is stuck. */
    static final Duration MOVING = Duration.ofSeconds(1);

    /** In events of a partition: any worker folds more in a second. */
    static final long NEAR = 1_000;

    private long notBefore;
    private long until;
    private boolean isHeld;
    private long folded;
    private long movedAt;

    /**
     * @param folded by the next copy, all partitions together
     */
    Handover(long at, long folded) {
        notBefore = at + PATIENCE.toNanos();
        movedAt = at - MOVING.toNanos();
        this.folded = folded;
    }

    /**
     * Called again and again, until the next copy has caught up.
     *
     * @param behind events that the next copy lacks, in the partition that lacks most
     * @param folded by the next copy, all partitions together
     */
    boolean holds(long at, long behind, long folded) {
        if (folded != this.folded) {
            this.folded = folded;
            movedAt = at;
        }
        if (isHeld && at - until >= 0) {
            isHeld = false;
            notBefore = at + BETWEEN.toNanos();
        } else if (!isHeld
                && at - notBefore >= 0
                && behind <= NEAR
                && at - movedAt < MOVING.toNanos()) {
            isHeld = true;
            until = at + LONGEST.toNanos();
        }
        return isHeld;
    }
}
