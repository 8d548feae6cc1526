package org.demarche.bench.load;

import java.time.Duration;

/**
 * How long contenders take turns.
 *
 * @param rounds that count
 * @param each how long a turn takes
 * @param warmUp how long each runs before anything counts
 */
public record Length(int rounds, Duration each, Duration warmUp) {

    /** Of turns that end when their work is done; one more of each comes before them. */
    public static Length of(int rounds) {
        return new Length(rounds, Duration.ZERO, Duration.ZERO);
    }
}
