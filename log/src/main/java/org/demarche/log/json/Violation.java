package org.demarche.log.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One fault of a JSON body that is well-formed.
 *
 * @param pointer the place of the fault, as a JSON pointer (RFC 6901); empty for the whole body
 * @param message the fault and the remedy, in words that follow the place
 * @param suggestions values that may have been meant, the likeliest first
 * @param more other members of the violation's JSON, such as the cell of a sheet
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
