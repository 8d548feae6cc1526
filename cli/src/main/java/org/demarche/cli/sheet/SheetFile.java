package org.demarche.cli.sheet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.InputFile;
import org.demarche.sheet.ColumnMap;
import org.demarche.sheet.CsvRows;
import org.demarche.sheet.MapFault;
import org.demarche.sheet.SheetFault;
import org.demarche.sheet.SheetHeader;
import org.demarche.sheet.SheetRows;
import org.demarche.sheet.SheetText;

/**
 * A spreadsheet of which only the header was read.
 *
 * @param notes notes for the user about how the file is read
 */
public record SheetFile(
        Path file, SheetRows rows, SheetHeader header, ColumnMap map, List<String> notes)
        implements AutoCloseable {

    private static final List<String> ENDINGS = List.of(".csv", ".tsv", ".xlsx", ".xls", ".ods");
    private static final List<String> OF_LINES = List.of(".ndjson", ".jsonl", ".json");

    /** The number of bytes that are checked at the beginning of a file. */
    private static final int SAMPLE = 1_000;

    private static final String ZIP = "504b0304";
    private static final String OLD_EXCEL = "d0cf11e0";

    public SheetFile {
        notes = List.copyOf(notes);
    }

    /** Whether a file is a spreadsheet, by its name. */
    public static boolean isSheet(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    /**
     * Refuses a file that is read as NDJSON and does not begin with an object, because it may be a
     * spreadsheet with an unusual name.
     */
    public static void refuseUnnamed(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        if (OF_LINES.stream().anyMatch(name::endsWith)) return;
        try (var in = Files.newInputStream(file)) {
            // a brace is the same byte in UTF-8 and in ISO 8859-1
            var begin = new String(in.readNBytes(SAMPLE), ISO_8859_1);
            var text = begin.replaceFirst("^\u00ef\u00bb\u00bf", "").stripLeading();
            if (!text.isEmpty() && !text.startsWith("{")) {
                throw refused(
                        file,
                        "is read as NDJSON, one JSON object per line, and does not begin with one: if it is a spreadsheet, give its name the ending .csv, .tsv or .xlsx");
            }
        } catch (IOException e) {
            throw InputFile.unreadable(file, e);
        }
    }

    /**
     * @param mayGuess whether a guess at the encoding is enough
     * @throws Failure if the file cannot be read as a sheet of reports
     */
    public static SheetFile open(Path file, SheetOptions options, boolean mayGuess) {
        var map = options.columns();
        try {
            return isWorkbook(file)
                    ? workbook(file, options, map)
                    : csv(file, options, map, mayGuess);
        } catch (MapFault e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "%s does not fit %s: %s. Nothing was filed from it."
                            .formatted(options.map(), file, e.getMessage()),
                    e);
        } catch (SheetFault e) {
            throw new Failure(
                    ExitCode.NO,
                    "%s: %s. Nothing was filed from it.".formatted(file, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw InputFile.unreadable(file, e);
        }
    }

    private static SheetFile workbook(Path file, SheetOptions options, ColumnMap map)
            throws IOException {
        if (options.encoding() != null) {
            throw new Failure(
                    ExitCode.USAGE, "--encoding is for CSV: %s has its own.".formatted(file));
        }
        var rows = XlsxRows.open(file, options.sheet());
        var notes = rows.note().isEmpty() ? List.<String>of() : List.of(rows.note());
        return withHeader(file, rows, map, notes);
    }

    private static SheetFile csv(Path file, SheetOptions options, ColumnMap map, boolean mayGuess)
            throws IOException {
        if (options.sheet() != null) {
            throw new Failure(
                    ExitCode.USAGE, "--sheet is for .xlsx: %s has one sheet.".formatted(file));
        }
        var encoding = SheetEncoding.of(file, options.encoding(), mayGuess);
        var text = SheetText.of(Files.newInputStream(file), encoding.charset());
        var rows = CsvRows.open(text.reader(), map);
        var said =
                "%s is read as %s, with %s between the cells."
                        .formatted(file, text.encoding(), rows.separatedBy());
        return withHeader(
                file,
                rows,
                map,
                encoding.note().isEmpty() ? List.of(said) : List.of(encoding.note(), said));
    }

    private static SheetFile withHeader(
            Path file, SheetRows rows, ColumnMap map, List<String> notes) throws IOException {
        try {
            return new SheetFile(file, rows, SheetHeader.read(rows, map), map, notes);
        } catch (IOException e) {
            rows.close();
            throw e;
        }
    }

    /** Whether the file is a workbook, by its first bytes. They must fit its name. */
    private static boolean isWorkbook(Path file) throws IOException {
        var begin = beginning(file);
        var name = file.toString().toLowerCase(Locale.ROOT);
        if (begin.startsWith(OLD_EXCEL) || name.endsWith(".xls")) {
            throw refused(file, "is an old Excel workbook: save it as .xlsx, or as CSV");
        }
        if (name.endsWith(".ods")) {
            throw refused(file, "is an OpenDocument sheet: save it as .xlsx, or as CSV");
        }
        var zip = begin.startsWith(ZIP);
        if (zip && !name.endsWith(".xlsx")) {
            throw refused(
                    file,
                    "is a zip archive and not CSV: if it is an Excel workbook, call it .xlsx; if it has a CSV file in it, unpack it");
        }
        if (!zip && name.endsWith(".xlsx")) {
            throw refused(file, "is not an Excel workbook: if it is CSV, call it .csv");
        }
        return zip;
    }

    private static Failure refused(Path file, String why) {
        return new Failure(ExitCode.NO, "%s %s. Nothing was filed from it.".formatted(file, why));
    }

    private static String beginning(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return HexFormat.of().formatHex(in.readNBytes(ZIP.length() / 2));
        }
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO, "%s cannot be read: %s.".formatted(file, Failure.reason(e)), e);
        }
    }
}
