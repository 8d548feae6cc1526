package org.demarche.position;

/**
 * How much this process folds at once.
 *
 * @param count of workers a version
 * @param replayShare of its time that a worker may be at work for a version that is replaying
 */
record WorkersConfig(int count, double replayShare) {

    WorkersConfig {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "demarche.workers is %d: it must be at least 1".formatted(count));
        }
        if (!(replayShare > 0 && replayShare <= 1)) {
            throw new IllegalArgumentException(
                    "demarche.replay.share is %s: it must be above 0 and at most 1"
                            .formatted(replayShare));
        }
    }
}
