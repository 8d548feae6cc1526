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
 * The refusals of the API in the words of a command: what is the parameter {@code asOf} there is
 * the option {@code --as-of} here.
 */
record OptionWords(CommandSpec command) {

    /** {@code version=1}, but not in a quoted value. */
    private static final Pattern GIVEN =
            Pattern.compile("(?<![\\w'?&/-])([a-z][A-Za-z]*)=([\\w./-]+)");

    /** A name that is no word of a sentence: {@code asOf}. */
    private static final Pattern NAME =
            Pattern.compile("(?<![\\w'?&/-])[a-z]+[A-Z]\\w*(?![\\w'=])");

    /** The same failure, with the exit code of a wrong command line if only options are wrong. */
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

    /** The option of the command for a parameter or a field; empty if it has none. */
    private Optional<String> option(String name) {
        var option = "--" + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return Optional.ofNullable(command.findOption(option)).map(_ -> option);
    }
}
