package org.demarche.position.worker;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The settings for folding in this process.
 *
 * @param count of workers a version, at least 1
 * @param spare the share of its time, above 0 and at most 1, that a worker may work for a version
 *     that nobody reads yet; asked each time
 * @param idle the time without new events after which a partition gives back its producer
 */
public record WorkersConfig(int count, DoubleSupplier spare, Duration idle) {

    /** Most partitions of most versions are idle, and a producer is soon made again. */
    public static final Duration IDLE = Duration.ofMinutes(2);

    public WorkersConfig {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "demarche.workers is %d: it must be at least 1".formatted(count));
        }
    }
}
