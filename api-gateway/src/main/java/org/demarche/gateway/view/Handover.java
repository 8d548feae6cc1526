package org.demarche.gateway.view;

import java.time.Duration;

/**
 * Decides when the served copy stops applying changes, so that the next copy can catch up with it.
 * Without such a stop, the next copy may always be a moment behind in some partition under load.
 * The served copy stops only if the next copy is near, and only for a short time, because reads
 * should not wait for a stuck version. Callers give the times, in nanoseconds of a clock that never
 * steps back.
 */
final class Handover {

    /** The time in which the next copy may catch up while the served copy still applies changes. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    static final Duration LONGEST = Duration.ofSeconds(2);

    /** The time from the end of one stop to the next stop. */
    static final Duration BETWEEN = Duration.ofSeconds(10);

    /** A copy that folds nothing for this long counts as stuck. */
    static final Duration MOVING = Duration.ofSeconds(1);

    /**
     * The most events that the next copy may lack in a partition. Any worker folds more in a
     * second.
     */
    static final long NEAR = 1_000;

    private long notBefore;
    private long until;
    private boolean isHeld;
    private long folded;
    private long movedAt;

    /**
     * @param folded the folded offsets of the next copy, all partitions together
     */
    Handover(long at, long folded) {
        notBefore = at + PATIENCE.toNanos();
        movedAt = at - MOVING.toNanos();
        this.folded = folded;
    }

    /**
     * Whether the served copy must stop now. The caller asks again and again, until the next copy
     * has caught up.
     *
     * @param behind the number of events that the next copy lacks in the partition that lacks most
     * @param folded the folded offsets of the next copy, all partitions together
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
