package org.demarche.position;

/** How far this worker has got with a partition that it owns. */
sealed interface Stage permits Takeover, Folding, Backoff, Shortened {

    /** Lets go of whatever this stage holds, without publishing anything more. */
    void abandon();
}
