package org.demarche.declared.language;

import dev.cel.common.CelIssue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.demarche.log.name.Nearest;

/**
 * Translates the errors of CEL's checker into Demarche's words.
 *
 * @param column the column in the expression, from 1
 * @param suggestions the names that the user may have meant
 */
record CheckerError(int column, String message, List<String> suggestions) {

    private static final Pattern UNDEFINED_FIELD = Pattern.compile("undefined field '(.+)'.*");
    private static final Pattern UNDECLARED =
            Pattern.compile("undeclared reference to '(.+?)'.*", Pattern.DOTALL);
    private static final Pattern NO_OVERLOAD =
            Pattern.compile("found no matching overload for '(.+)' applied to '(.*?)'.*");
    private static final Pattern EXPECTING = Pattern.compile(" expecting \\{.*", Pattern.DOTALL);

    /** The full paths of fields, by their last names. */
    private static final Map<String, List<String>> PATHS = paths();

    static CheckerError of(CelIssue issue) {
        var column = issue.getSourceLocation().getColumn() + 1;
        var message = issue.getMessage();
        var field = UNDEFINED_FIELD.matcher(message);
        if (field.matches()) {
            return new CheckerError(
                    column,
                    "there is no field '%s'".formatted(field.group(1)),
                    like(field.group(1)));
        }
        var name = UNDECLARED.matcher(message);
        if (name.matches()) {
            return new CheckerError(
                    column,
                    "'%s' is unknown: the variables are %s"
                            .formatted(
                                    name.group(1),
                                    String.join(", ", Variables.ALL.types().keySet())),
                    like(name.group(1)));
        }
        var call = NO_OVERLOAD.matcher(message);
        if (call.matches()) {
            return new CheckerError(
                    column,
                    "%s does not take %s"
                            .formatted(
                                    call.group(1).replaceAll("^_(.+)_$|^(.+)_$", "$1$2"),
                                    call.group(2)),
                    List.of());
        }
        return new CheckerError(column, EXPECTING.matcher(message).replaceAll(""), List.of());
    }

    void note(Place place) {
        place.note(Math.max(1, column), message, suggestions);
    }

    /** Returns the full paths of the fields with a similar last name. */
    private static List<String> like(String name) {
        return Nearest.among(PATHS.keySet()).to(name).stream()
                .flatMap(last -> PATHS.getOrDefault(last, List.of()).stream())
                .limit(Nearest.MOST)
                .toList();
    }

    private static Map<String, List<String>> paths() {
        var paths = new LinkedHashMap<String, List<String>>();
        Variables.ALL.walk(
                "",
                (path, _) ->
                        paths.computeIfAbsent(
                                        path.substring(path.lastIndexOf('.') + 1),
                                        _ -> new ArrayList<>())
                                .add(path));
        return paths;
    }
}
