package org.demarche.cli.sheet;

/** Names the place of a fault in a line, for the user. */
public interface LinePlaces {

    /** Returns the pointer of the API's answer, which is the place in a file of JSON. */
    LinePlaces NONE = (_, pointer) -> pointer;

    /**
     * @param line the number of the line in its file, from 1
     * @param pointer the JSON pointer of a field (RFC 6901)
     */
    String of(long line, String pointer);
}
