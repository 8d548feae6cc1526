package org.demarche.bench.load;

import java.time.Duration;
import org.demarche.bench.workplace.PositiveNumber;
import picocli.CommandLine.Option;

/** The options of a measurement in rounds. */
public final class LengthOptions {

    @Option(
            names = "--rounds",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "The number of rounds that count. In each round all contenders run once (${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "Seconds for which each service and each peer runs in a round (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "The seconds of the warm-up of each contender, which does not count; for a peer at most 10 (${DEFAULT-VALUE}).")
    private int warmUpSeconds;

    public LengthOptions() {
        this(8, 30);
    }

    /** Makes the options with other defaults. */
    public LengthOptions(int seconds, int warmUpSeconds) {
        this.seconds = seconds;
        this.warmUpSeconds = warmUpSeconds;
    }

    public Length length() {
        return new Length(rounds, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUpSeconds));
    }

    /** Returns the words for a title. */
    @Override
    public String toString() {
        return "%d rounds of %d s".formatted(rounds, seconds);
    }
}
