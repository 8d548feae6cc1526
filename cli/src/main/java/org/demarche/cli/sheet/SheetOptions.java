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

/** The options for reading spreadsheets. */
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
                    "For a spreadsheet: a CSV file with an answer to each unknown name. Write into the column `answer` the name of an entry. To register a new entry, write `register` and a kind for an actor (`register state`) or an outlet (`register newspaper`), and `register` alone for an issue, whose name becomes its proposition. With --dry-run, the command adds the unknown names that the file lacks at its end.")
    private @Nullable Path names;

    @Option(
            names = "--sheet",
            paramLabel = "NAME",
            description = "For an .xlsx file: the sheet to read; by default the first.")
    private @Nullable String sheet;

    @Option(
            names = "--encoding",
            paramLabel = "ENCODING",
            description =
                    "For a CSV file: its encoding, such as windows-1252. By default it is that of the byte order mark, or UTF-8 without one.")
    private @Nullable String encoding;

    @Nullable Path map() {
        return map;
    }

    public @Nullable Path names() {
        return names;
    }

    /**
     * Returns the answers in the file of names; none if the file does not exist yet.
     *
     * @param mayGuess whether a guess at the encoding of the file is enough
     */
    public NameAnswers answers(boolean mayGuess) {
        return names == null || Files.notExists(names)
                ? NameAnswers.NONE
                : NameAnswers.read(names, mayGuess);
    }

    @Nullable String sheet() {
        return sheet;
    }

    /** Returns the first of these options that was given; null if none was. */
    public @Nullable String given() {
        if (map != null) return "--map";
        if (names != null) return "--names";
        if (sheet != null) return "--sheet";
        return encoding == null ? null : "--encoding";
    }

    /** Returns the encoding that the user gave; null if none. */
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
