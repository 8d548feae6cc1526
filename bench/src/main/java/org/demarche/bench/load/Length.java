package org.demarche.bench.load;

import java.time.Duration;

/**
 * The length of the runs of all contenders.
 *
 * @param rounds the number of rounds that count
 * @param each the time of each contender in a round
 * @param warmUp the time of each contender before anything counts
 */
public record Length(int rounds, Duration each, Duration warmUp) {

    /**
     * Returns the length of rounds that end when their work is done. One more round comes before
     * them.
     */
    public static Length of(int rounds) {
        return new Length(rounds, Duration.ZERO, Duration.ZERO);
    }
}
