package org.demarche.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.demarche.cli.client.Gateway;

/**
 * A question that an assistant can ask, as a tool.
 *
 * @param description the text by which the assistant chooses a tool
 */
record Question(String name, String description, List<ToolArgument> arguments, Asking asking) {

    /** Reads the API. */
    interface Asking {

        /**
         * @throws org.demarche.cli.terminal.Failure if the gateway refuses or is away
         */
        ToolAnswer ask(Gateway gateway, CallArguments given);
    }

    Question {
        arguments = List.copyOf(arguments);
    }

    /** Returns the JSON Schema of the arguments. */
    Map<String, Object> schema() {
        var properties = new LinkedHashMap<String, Object>();
        for (var argument : arguments) properties.put(argument.name(), argument.schema());
        var required =
                arguments.stream()
                        .filter(ToolArgument::required)
                        .map(ToolArgument::name)
                        .collect(Collectors.toList());
        return Map.of(
                "type",
                "object",
                "properties",
                properties,
                "required",
                required,
                "additionalProperties",
                false);
    }
}
