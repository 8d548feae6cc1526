package org.demarche.gateway.evidence;

/** The disk does not take more for now. */
final class NoRoom extends Exception {

    NoRoom(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
