package org.demarche.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Writes the refusals of the API in the words of a command: the option {@code --as-of} in place of
 * the parameter {@code asOf}.
 */
record OptionWords(CommandSpec command) {

    /** A parameter with its value, such as {@code version=1}, but not within a quoted value. */
    private static final Pattern GIVEN =
            Pattern.compile("(?<![\\w'?&/-])([a-z][A-Za-z]*)=([\\w./-]+)");

    /** The name of a parameter that is not an English word, such as {@code asOf}. */
    private static final Pattern NAME =
            Pattern.compile("(?<![\\w'?&/-])[a-z]+[A-Z]\\w*(?![\\w'=])");

    /**
     * Returns the failure in the words of the command. If all its violations are about options, it
     * has the exit code of a wrong command line.
     */
    Failure of(Failure failure) {
        var violations = failure.json().path("violations");
        var text = String.valueOf(failure.getMessage());
        var isOfOptions = !violations.isEmpty();
        for (var violation : violations) {
            var option = option(name(violation));
            isOfOptions &= option.isPresent();
            if (option.isPresent()) text = named(text, violation, option.get());
        }
        text = GIVEN.matcher(text).replaceAll(this::given);
        text = NAME.matcher(text).replaceAll(word -> option(word.group()).orElse(word.group()));
        return failure.inWords(isOfOptions ? ExitCode.USAGE : failure.exitCode(), text);
    }

    private static String named(String text, JsonNode violation, String option) {
        var message = violation.path("message").asText();
        return text.replace(name(violation) + ' ' + message, option + ' ' + message)
                .replace(where(violation) + ": " + message, option + ": " + message);
    }

    private String given(MatchResult part) {
        return option(part.group(1))
                .map(option -> option + ' ' + part.group(2))
                .orElseGet(part::group);
    }

    private static String where(JsonNode violation) {
        return violation.path("pointer").asText(violation.path("parameter").asText(""));
    }

    private static String name(JsonNode violation) {
        return where(violation).replaceFirst("^/", "");
    }

    /**
     * Returns the option of the command for a parameter or a field; empty if the command has none.
     */
    private Optional<String> option(String name) {
        var option = "--" + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return Optional.ofNullable(command.findOption(option)).map(_ -> option);
    }
}
