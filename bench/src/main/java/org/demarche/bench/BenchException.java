package org.demarche.bench;

/** It could not be measured; the message says why, for whoever started it. */
final class BenchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BenchException(String message) {
        super(message);
    }
}
