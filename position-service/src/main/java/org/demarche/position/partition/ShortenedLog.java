package org.demarche.position.partition;

import java.time.Duration;

/**
 * The stage of a partition whose log ends before the offset up to which its view was folded. Only
 * this partition is not folded further. Every 30 s the worker checks whether the lost records are
 * back.
 *
 * @param until the time of the next check, by System.nanoTime
 */
public record ShortenedLog(long until) implements Stage {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    public static ShortenedLog now() {
        return new ShortenedLog(System.nanoTime() + BETWEEN_LOOKS.toNanos());
    }

    public boolean isOver() {
        return System.nanoTime() - until >= 0;
    }

    @Override
    public void abandon() {
        // it has no resources
    }
}
