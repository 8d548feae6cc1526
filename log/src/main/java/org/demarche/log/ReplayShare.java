package org.demarche.log;

/**
 * Of its time that a thread may be at work for a version that is not served: {@code
 * demarche.replay.share}.
 *
 * @param value 0.05 to 1: with less a transaction would be held up for longer than Kafka lets it
 */
public record ReplayShare(double value) {

    /** If nothing else is said. */
    public static final String USUAL = "0.1";

    private static final double LEAST = 0.05;

    /**
     * @throws IllegalArgumentException if it is none
     */
    public ReplayShare {
        if (!(value >= LEAST && value <= 1)) {
            throw new IllegalArgumentException(
                    "demarche.replay.share is %s: it must be 0.05 to 1".formatted(value));
        }
    }
}
