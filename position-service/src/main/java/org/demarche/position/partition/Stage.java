package org.demarche.position.partition;

/** The stage of a worker's work on a partition that it owns. */
public sealed interface Stage permits Takeover, Folding, Backoff, ShortenedLog {

    /** Releases all resources of this stage, and publishes nothing. */
    void abandon();
}
