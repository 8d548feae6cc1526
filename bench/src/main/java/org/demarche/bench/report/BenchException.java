package org.demarche.bench.report;

/** The measurement is impossible; the message tells the user why. */
public final class BenchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BenchException(String message) {
        super(message);
    }
}
