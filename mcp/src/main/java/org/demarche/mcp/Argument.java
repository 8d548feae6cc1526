package org.demarche.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a tool can be given.
 *
 * @param name as the API calls its parameter, unless {@link Question} says otherwise
 * @param choices the only values; empty where any text will do
 * @param most 0 for a text, else the highest whole number
 */
record Argument(String name, String description, boolean required, List<String> choices, int most) {

    Argument {
        choices = List.copyOf(choices);
    }

    static Argument required(String name, String description) {
        return new Argument(name, description, true, List.of(), 0);
    }

    static Argument optional(String name, String description) {
        return new Argument(name, description, false, List.of(), 0);
    }

    static Argument choice(String name, String description, boolean required, String... choices) {
        return new Argument(name, description, required, List.of(choices), 0);
    }

    static Argument limit(int most) {
        return new Argument(
                "limit", "How many at most, from 1 to %d.".formatted(most), false, List.of(), most);
    }

    boolean isNumber() {
        return most > 0;
    }

    Map<String, Object> schema() {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", isNumber() ? "integer" : "string");
        schema.put("description", description);
        if (isNumber()) {
            schema.put("minimum", 1);
            schema.put("maximum", most);
        } else {
            schema.put("minLength", 1);
        }
        if (!choices.isEmpty()) schema.put("enum", choices);
        return schema;
    }
}
