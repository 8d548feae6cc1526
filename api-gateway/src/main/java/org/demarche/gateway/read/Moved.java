package org.demarche.gateway.read;

/** The answer has another address now. */
final class Moved extends RuntimeException {

    private final String location;

    /**
     * @param location the other address, from the root
     */
    Moved(String location) {
        super(location, null, false, false);
        this.location = location;
    }

    String location() {
        return location;
    }
}
