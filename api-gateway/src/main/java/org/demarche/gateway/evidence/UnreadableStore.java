package org.demarche.gateway.evidence;

/** What is stored cannot be read. */
final class UnreadableStore extends RuntimeException {

    UnreadableStore(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
