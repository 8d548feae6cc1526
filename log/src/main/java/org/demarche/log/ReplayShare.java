package org.demarche.log;

/**
 * Of its time that a thread may be at work for a version that is not served: {@code
 * demarche.replay.share}.
 *
 * @param value above 0 and at most 1
 */
public record ReplayShare(double value) {

    /** If nothing else is said. */
    public static final String USUAL = "0.25";

    /**
     * @throws IllegalArgumentException if it is none
     */
    public ReplayShare {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "demarche.replay.share is %s: it must be above 0 and at most 1"
                            .formatted(value));
        }
    }
}
