package org.demarche.position.partition;

/** How far this worker has got with a partition that it owns. */
public sealed interface Stage permits Takeover, Folding, Backoff, ShortenedLog {

    /** Releases everything that this stage holds, and publishes nothing. */
    void abandon();
}
