package org.demarche.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.demarche.cli.client.Address;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.log.json.OneOf;
import org.jspecify.annotations.Nullable;

/** The checked arguments of a call. Each value is a text. */
record CallArguments(Map<String, String> values) {

    CallArguments {
        values = Map.copyOf(values);
    }

    /**
     * @param call the arguments that the assistant gave; null if it gave none
     * @throws Failure if one is missing, unknown or wrong
     */
    static CallArguments of(
            String tool, List<ToolArgument> arguments, @Nullable Map<String, Object> call) {
        var left = new LinkedHashMap<>(call == null ? Map.of() : call);
        var values = new LinkedHashMap<String, String>();
        for (var argument : arguments) {
            var value = left.remove(argument.name());
            if (value != null) {
                values.put(argument.name(), checked(argument, value));
            } else if (argument.required()) {
                throw refused(
                        "%s needs the argument %s: %s"
                                .formatted(tool, argument.name(), argument.description()));
            }
        }
        if (!left.isEmpty()) {
            throw refused(
                    "%s has no argument %s: it takes %s."
                            .formatted(
                                    tool,
                                    Fence.quoted(String.join(", ", left.keySet())),
                                    arguments.stream()
                                            .map(ToolArgument::name)
                                            .collect(Collectors.joining(", "))));
        }
        return new CallArguments(values);
    }

    String text(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /** Adds each of these arguments that was given. */
    Address on(Address address, String... names) {
        var all = address;
        for (var name : names) all = all.with(name, values.get(name));
        return all;
    }

    private static String checked(ToolArgument argument, Object value) {
        if (argument.isNumber()) {
            if (value instanceof Number number
                    && number.doubleValue() == number.intValue()
                    && number.intValue() >= 1
                    && number.intValue() <= argument.most()) {
                return String.valueOf(number.intValue());
            }
            throw refused(
                    "%s must be a whole number from 1 to %d."
                            .formatted(argument.name(), argument.most()));
        }
        if (!(value instanceof String text) || text.isBlank()) {
            throw refused("%s must be a text that is not empty.".formatted(argument.name()));
        }
        if (!argument.choices().isEmpty() && !argument.choices().contains(text)) {
            throw refused(
                    "%s %s.".formatted(argument.name(), OneOf.fault(argument.choices(), text)));
        }
        return text;
    }

    private static Failure refused(String sentence) {
        return new Failure(ExitCode.USAGE, sentence);
    }
}
