package org.demarche.gateway.evidence;

/** The disk is full for now. */
final class NoRoom extends Exception {

    NoRoom(String why) {
        super(why);
    }

    NoRoom(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
