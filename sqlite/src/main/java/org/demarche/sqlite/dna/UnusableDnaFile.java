package org.demarche.sqlite.dna;

/** The file cannot be imported; the message is a sentence that says why. */
public final class UnusableDnaFile extends Exception {

    private static final long serialVersionUID = 1;

    UnusableDnaFile(String message) {
        super(message);
    }

    UnusableDnaFile(String message, Throwable cause) {
        super(message, cause);
    }
}
