package org.demarche.cli.stack;

import static java.util.Objects.requireNonNullElse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A command as the user types it in the current folder, such as {@code ./demarche positions --data
 * here}.
 *
 * @param options the options that name the stack, with a space before them; empty for the usual
 *     stack, unless the environment names another
 */
public record TypedCommand(String command, String options) {

    static TypedCommand of(Home home, DataOption data) {
        var here = Path.of("").toAbsolutePath().normalize();
        return new TypedCommand(
                command(home.path(), here, requireNonNullElse(System.getenv("PATH"), "")),
                System.getenv("DEMARCHE_URL") == null
                        ? data.typed()
                        : " --data " + quoted(data.root().toString()));
    }

    /** Returns the shortest text that starts the script. */
    static String command(Path home, Path here, String searched) {
        var script = home.resolve("demarche");
        var found =
                Arrays.stream(searched.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, "demarche"))
                        .filter(Files::isExecutable)
                        .findFirst(); // the shell runs the first one
        if (found.filter(first -> isSame(first, script)).isPresent()) return "demarche";
        return quoted(script.startsWith(here) ? "./" + here.relativize(script) : script.toString());
    }

    String line(String words) {
        return command + " " + words + options;
    }

    /** Returns a word in quotes if a shell needs them. */
    public static String quoted(String text) {
        return text.matches("[\\w./+,:=@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static boolean isSame(Path found, Path script) {
        try {
            return Files.isSameFile(found, script);
        } catch (IOException e) {
            return false; // a file that cannot be read is not this command
        }
    }
}
