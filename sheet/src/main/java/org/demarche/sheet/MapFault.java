package org.demarche.sheet;

import java.io.IOException;

/** A map of columns does not fit the sheet. The message names lines of the map. */
public final class MapFault extends IOException {

    private static final long serialVersionUID = 1;

    MapFault(String message) {
        super(message);
    }
}
