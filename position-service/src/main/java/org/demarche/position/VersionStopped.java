package org.demarche.position;

/** A version cannot go on, and a restart would not help. The message says why. */
final class VersionStopped extends RuntimeException {

    VersionStopped(String message) {
        super(message);
    }
}
