package org.demarche.position.partition;

import java.time.Duration;

/**
 * The log's partition holds less than the view was folded up to. It is folded no further, and the
 * others go on; now and then somebody looks whether the lost records are back.
 *
 * @param until by System.nanoTime
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
