package org.demarche.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An argument of a tool.
 *
 * @param name the name of the API's parameter, unless the {@link Question} uses the value in
 *     another way
 * @param choices the allowed values; empty if any text is allowed
 * @param most the highest whole number; 0 for a text
 */
record ToolArgument(
        String name, String description, boolean required, List<String> choices, int most) {

    ToolArgument {
        choices = List.copyOf(choices);
    }

    static ToolArgument required(String name, String description) {
        return new ToolArgument(name, description, true, List.of(), 0);
    }

    static ToolArgument optional(String name, String description) {
        return new ToolArgument(name, description, false, List.of(), 0);
    }

    static ToolArgument choice(
            String name, String description, boolean required, String... choices) {
        return new ToolArgument(name, description, required, List.of(choices), 0);
    }

    static ToolArgument limit(int most) {
        return new ToolArgument(
                "limit",
                "The most items to return, from 1 to %d.".formatted(most),
                false,
                List.of(),
                most);
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
