package org.demarche.gateway.evidence;

/** Thrown when a stored value cannot be read. */
final class UnreadableStore extends RuntimeException {

    UnreadableStore(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
