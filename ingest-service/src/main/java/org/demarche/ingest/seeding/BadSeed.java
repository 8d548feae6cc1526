package org.demarche.ingest.seeding;

/** A seed that cannot be filed. The message names the file, the line and the fault. */
final class BadSeed extends RuntimeException {

    BadSeed(String message) {
        super(message);
    }
}
