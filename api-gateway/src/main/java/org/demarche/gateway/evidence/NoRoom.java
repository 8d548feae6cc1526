package org.demarche.gateway.evidence;

/** Thrown when the disk is full; there may be room later. */
final class NoRoom extends Exception {

    NoRoom(String why) {
        super(why);
    }

    NoRoom(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
