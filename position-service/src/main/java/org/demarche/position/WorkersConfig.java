package org.demarche.position;

import org.demarche.log.ReplayShare;

/**
 * How much this process folds at once.
 *
 * @param count of workers a version
 * @param replayShare of a worker's time, for a version that is replaying
 */
record WorkersConfig(int count, ReplayShare replayShare) {

    WorkersConfig {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "demarche.workers is %d: it must be at least 1".formatted(count));
        }
    }
}
