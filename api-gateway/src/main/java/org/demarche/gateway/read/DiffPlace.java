package org.demarche.gateway.read;

import java.util.Optional;

/**
 * The place at which a later page of a diff begins, and the version to compare with. The cursor has
 * the version, because another one may be live by then.
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
