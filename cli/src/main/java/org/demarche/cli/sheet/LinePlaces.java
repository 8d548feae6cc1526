package org.demarche.cli.sheet;

/** Names the place of a line's fault for its reader. */
public interface LinePlaces {

    /** In a file of JSON it is where the answer says. */
    LinePlaces NONE = (_, pointer) -> pointer;

    /**
     * @param line from 1, in its file
     * @param pointer of a field (RFC 6901)
     */
    String of(long line, String pointer);
}
