package org.demarche.cli.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.sheet.CsvRows;
import org.demarche.sheet.FormulaMark;
import org.demarche.sheet.SheetFault;
import org.demarche.sheet.SheetText;

/**
 * A CSV file of names with all its columns, also those that a user has added.
 *
 * @param rows the rows below the header
 * @param note a note for the user about the encoding; empty if the encoding is certain
 */
record NamesFile(List<String> header, List<List<String>> rows, String note) {

    private static final List<String> COLUMNS = List.of("type", "name", "rows", "near", "answer");
    private static final List<String> REQUIRED = List.of("type", "name", "answer");

    /** A file without names. */
    static final NamesFile NEW = new NamesFile(COLUMNS, List.of(), "");

    /** The byte order mark, by which a spreadsheet program knows that the file is in UTF-8. */
    private static final char MARK = '\uFEFF';

    NamesFile {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /**
     * @param mayGuess whether a guess at the encoding is enough
     */
    static NamesFile read(Path file, boolean mayGuess) {
        var encoding = SheetEncoding.ofNames(file, mayGuess);
        try (var rows =
                CsvRows.open(
                        SheetText.of(Files.newInputStream(file), encoding.charset()).reader(),
                        COLUMNS::contains)) {
            var header = rows.next();
            if (header == null || !header.cells().containsAll(REQUIRED)) {
                throw new Failure(
                        ExitCode.USAGE,
                        "%s must have the columns %s. `demarche load --dry-run --names FILE` writes one."
                                .formatted(file, String.join(", ", COLUMNS)));
            }
            var below = new ArrayList<List<String>>();
            for (var row = rows.next(); row != null; row = rows.next()) {
                below.add(row.cells().stream().map(FormulaMark::takeOff).toList());
            }
            return new NamesFile(header.cells(), below, encoding.note());
        } catch (SheetFault e) {
            throw new Failure(ExitCode.USAGE, "%s: %s.".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.USAGE, "%s cannot be read: %s.".formatted(file, Failure.reason(e)), e);
        }
    }

    /**
     * Returns the text of a cell.
     *
     * @param row the number of the row below the header, from 0
     */
    String cell(int row, String column) {
        var at = header.indexOf(column);
        var cells = rows.get(row);
        return at < cells.size() ? cells.get(at).strip() : "";
    }

    NamesFile with(List<UnknownNames.Unknown> unknown) {
        var more = unknown.stream().map(this::row);
        return new NamesFile(header, Stream.concat(rows.stream(), more).toList(), note);
    }

    private List<String> row(UnknownNames.Unknown unknown) {
        return header.stream()
                .map(
                        column ->
                                switch (column) {
                                    case "type" -> unknown.name().type();
                                    case "name" -> unknown.name().name();
                                    case "rows" -> String.valueOf(unknown.count());
                                    case "near" -> String.join("; ", unknown.near());
                                    default -> "";
                                })
                .toList();
    }

    /**
     * Writes the whole file as CSV in UTF-8, even if a spreadsheet program saved it with another
     * separator or encoding.
     */
    void write(Path file) {
        var text = new StringBuilder().append(MARK).append(line(header));
        rows.forEach(row -> text.append(line(row.stream().map(FormulaMark::put).toList())));
        try {
            var target = Files.exists(file) ? file.toRealPath() : file;
            var part = target.resolveSibling(target.getFileName() + ".part");
            Files.writeString(part, text, UTF_8);
            Files.move(part, target, REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO, "%s cannot be written: %s.".formatted(file, Failure.reason(e)), e);
        }
    }

    private static String line(List<String> cells) {
        return CSVFormat.RFC4180.format(cells.toArray()) + "\r\n";
    }
}
