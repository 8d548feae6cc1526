package org.demarche.position.partition;

/** A version cannot go on, and a restart would not help. The message says why. */
public final class VersionStopped extends RuntimeException {

    public VersionStopped(String message) {
        super(message);
    }
}
