package org.demarche.position;

/** How far this worker has got with a partition that it owns. */
sealed interface Stage permits Takeover, Folding, Backoff, Shortened {

    /** Releases everything that this stage holds, and publishes nothing. */
    void abandon();
}
