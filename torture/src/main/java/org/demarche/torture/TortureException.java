package org.demarche.torture;

/** The torture cannot go on; the message says why. */
final class TortureException extends RuntimeException {

    TortureException(String message) {
        super(message);
    }
}
