package org.demarche.position.partition;

/** A version cannot continue, and a restart would not help. The message gives the reason. */
public final class VersionStopped extends RuntimeException {

    public VersionStopped(String message) {
        super(message);
    }
}
