package org.demarche.log;

import java.util.List;

/**
 * One fault of a JSON body that is well-formed.
 *
 * @param pointer where it lies, as a JSON pointer (RFC 6901); empty for the body as a whole
 * @param message what is wrong and what would be right, to be read after the place
 * @param suggestions what may have been meant, the likeliest first
 */
public record Violation(String pointer, String message, List<String> suggestions) {

    public Violation {
        suggestions = List.copyOf(suggestions);
    }

    public Violation(String pointer, String message) {
        this(pointer, message, List.of());
    }
}
