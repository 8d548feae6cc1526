package org.demarche.log.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One fault of a JSON body that is well-formed.
 *
 * @param pointer where it lies, as a JSON pointer (RFC 6901); empty for the body as a whole
 * @param message what is wrong and what would be right, to be read after the place
 * @param suggestions what may have been meant, the likeliest first
 * @param more other members of its JSON, such as the cell of a sheet
 */
public record Violation(
        String pointer, String message, List<String> suggestions, Map<String, String> more) {

    public Violation {
        suggestions = List.copyOf(suggestions);
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    public Violation(String pointer, String message, List<String> suggestions) {
        this(pointer, message, suggestions, Map.of());
    }

    public Violation(String pointer, String message) {
        this(pointer, message, List.of());
    }

    public Violation with(String name, String value) {
        var all = new LinkedHashMap<>(more);
        all.put(name, value);
        return new Violation(pointer, message, suggestions, all);
    }
}
