package org.demarche.gateway.read;

import java.util.Optional;

/**
 * Where a later page of a diff goes on, and against which version: another may have been promoted
 * since.
 *
 * @param against the number of the version, as the client wrote it
 */
public record DiffPlace(String against, String key) {

    /** Reads the result of {@link #text}; empty for any other text. */
    public static Optional<DiffPlace> parse(String text) {
        var parts = text.split(" ", 2);
        return parts.length == 2
                ? Optional.of(new DiffPlace(parts[0], parts[1]))
                : Optional.empty();
    }

    public String text() {
        return against + ' ' + key;
    }
}
