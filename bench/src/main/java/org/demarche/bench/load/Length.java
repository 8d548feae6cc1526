package org.demarche.bench.load;

import java.time.Duration;

/**
 * How long contenders run.
 *
 * @param rounds that count
 * @param each how long each runs in a round
 * @param warmUp how long each runs before anything counts
 */
public record Length(int rounds, Duration each, Duration warmUp) {

    /** Of rounds that end when their work is done; one more comes before them. */
    public static Length of(int rounds) {
        return new Length(rounds, Duration.ZERO, Duration.ZERO);
    }
}
