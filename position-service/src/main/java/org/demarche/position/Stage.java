package org.demarche.position;

/** The progress of a worker with one of its partitions. */
sealed interface Stage permits Takeover, Folding, Backoff {

    /** Releases everything that this stage holds, and publishes nothing. */
    void abandon();
}
