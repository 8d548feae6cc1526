package org.demarche.ingest;

/** A seed that cannot be filed. The message names file, line and fault. */
final class BadSeed extends RuntimeException {

    BadSeed(String message) {
        super(message);
    }
}
