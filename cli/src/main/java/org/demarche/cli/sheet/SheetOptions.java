package org.demarche.cli.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.sheet.ColumnMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How spreadsheets are read. */
public final class SheetOptions {

    @Option(
            names = "--map",
            paramLabel = "MAP",
            description =
                    "A JSON file for a spreadsheet with other columns. It maps its columns to Demarche's, lists columns to leave out, gives values for missing columns, and tells the order of day and month.")
    private @Nullable Path map;

    @Option(
            names = "--names",
            paramLabel = "NAMES",
            description =
                    "Of a spreadsheet: a CSV file with an answer to each unknown name. The column answer has the name of an entry, or `register state` and the like for an actor, `register newspaper` and the like for an outlet, or `register` for an issue, whose proposition is then its name. With --dry-run, the command adds the names that the file lacks at its end.")
    private @Nullable Path names;

    @Option(
            names = "--sheet",
            paramLabel = "NAME",
            description = "Of an .xlsx file: the sheet to read. By default the first.")
    private @Nullable String sheet;

    @Option(
            names = "--encoding",
            paramLabel = "ENCODING",
            description =
                    "Of a CSV file: its encoding, such as windows-1252. By default UTF-8, or what its byte order mark says.")
    private @Nullable String encoding;

    @Nullable Path map() {
        return map;
    }

    public @Nullable Path names() {
        return names;
    }

    /**
     * The answers in the file of names; none if there is no such file yet.
     *
     * @param mayGuess whether a guess at its encoding will do
     */
    public NameAnswers answers(boolean mayGuess) {
        return names == null || Files.notExists(names)
                ? NameAnswers.NONE
                : NameAnswers.read(names, mayGuess);
    }

    @Nullable String sheet() {
        return sheet;
    }

    /** The first of these options that was given; null if none was. */
    public @Nullable String given() {
        if (map != null) return "--map";
        if (names != null) return "--names";
        if (sheet != null) return "--sheet";
        return encoding == null ? null : "--encoding";
    }

    /** The encoding that was said; null if none was. */
    @Nullable Charset encoding() {
        if (encoding == null) return null;
        try {
            return Charset.forName(encoding);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--encoding: '%s' is not an encoding. Give one such as %s or windows-1252."
                            .formatted(encoding, UTF_8),
                    e);
        }
    }

    ColumnMap columns() {
        if (map == null) return ColumnMap.NONE;
        try {
            return ColumnMap.parse(Files.readAllBytes(map));
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ExitCode.USAGE, "%s cannot be used: %s.".formatted(map, e.getMessage()), e);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.USAGE, "%s cannot be read: %s.".formatted(map, Failure.reason(e)), e);
        }
    }
}
