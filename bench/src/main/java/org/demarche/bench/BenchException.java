package org.demarche.bench;

/** The measurement is impossible; the message tells the user why. */
final class BenchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BenchException(String message) {
        super(message);
    }
}
