package org.demarche.position.worker;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The settings for folding in this process.
 *
 * @param count the number of workers per version, at least 1
 * @param spare the share of its time, above 0 and at most 1, that a worker may work for a version
 *     that nobody reads yet; it may change
 * @param idle the time without new events after which a partition closes its producer
 */
public record WorkersConfig(int count, DoubleSupplier spare, Duration idle) {

    /**
     * The default idle time. Most partitions of most versions are idle, and a new producer takes
     * little time.
     */
    public static final Duration IDLE = Duration.ofMinutes(2);

    public WorkersConfig {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "demarche.workers is %d: it must be at least 1".formatted(count));
        }
    }
}
