package org.demarche.sheet;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file. Commas, semicolons or tabs separate its cells; the beginning of the file
 * shows which.
 */
public final class CsvRows implements SheetRows {

    private static final int HEAD = 8 * 1024;
    private static final int LONGEST_HEAD = 64 * 1024;

    /** The beginning of a first line by which Excel names the separator. */
    private static final String TOLD = "sep=";

    private final BoundedReader in;
    private final Separator separator;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private long row;

    private CsvRows(BoundedReader in, Separator separator) throws IOException {
        this.in = in;
        this.separator = separator;
        parser = separator.format().parse(in);
        records = parser.iterator();
    }

    /**
     * Reads the beginning of the file.
     *
     * @param text the text of the file, which is closed with the rows; it must fail on bytes that
     *     its encoding does not have
     * @throws SheetFault if the separator is not clear, or the beginning is not in the encoding
     */
    public static CsvRows open(Reader text, ColumnMap map) throws IOException {
        return open(text, map::isHeader);
    }

    /**
     * Reads the beginning of a sheet that is not one of reports. Its own headers show which
     * separator it has.
     */
    public static CsvRows open(Reader text, Predicate<String> isHeader) throws IOException {
        var head = head(text);
        var told = told(head);
        var separator = told == null ? Separator.of(head, isHeader) : told;
        var from = told == null ? 0 : afterLine(head);
        return new CsvRows(new BoundedReader(head.substring(from), text), separator);
    }

    /** Returns the name of the separator, for a message. */
    public String separatedBy() {
        return separator.label();
    }

    @Override
    public @Nullable SheetRow next() throws IOException {
        in.beginRow();
        try {
            if (!records.hasNext()) {
                return null;
            }
            row++;
            return new SheetRow(row, records.next().toList(), List.of());
        } catch (UncheckedIOException e) {
            throw fault(e.getCause() == null ? new IOException(e) : e.getCause());
        }
    }

    private IOException fault(IOException cause) {
        return switch (cause) {
            case BoundedReader.TooLong _ ->
                    new SheetFault(
                            row + 1,
                            "Row %d does not end, because a quotation mark is not closed. This row and the rows after it are not read"
                                    .formatted(row + 1));
            case CharacterCodingException _ -> undecoded(row + 1);
            default ->
                    String.valueOf(cause.getMessage()).contains("ncapsulated token")
                                    || String.valueOf(cause.getMessage()).contains("EOF")
                            ? new SheetFault(
                                    row + 1,
                                    "Row %d has a quotation mark that is not closed, or that has text after it: put the whole cell in quotation marks, and double each quotation mark within the cell. This row and the rows after it are not read"
                                            .formatted(row + 1))
                            : cause;
        };
    }

    private static SheetFault undecoded(long row) {
        return new SheetFault(
                row,
                "Row %d, or one soon after it, is not in the encoding of the file. Say which encoding it has, or save it as CSV in UTF-8"
                        .formatted(row));
    }

    /** Reads at least the first line, if it is not very long. */
    private static String head(Reader text) throws IOException {
        var head = new StringBuilder();
        var chunk = new char[HEAD];
        try {
            while (head.length() < LONGEST_HEAD && head.chars().noneMatch(CsvRows::endsLine)) {
                var got = text.read(chunk, 0, HEAD);
                if (got < 0) {
                    break;
                }
                head.append(chunk, 0, got);
            }
        } catch (CharacterCodingException e) {
            var fault = undecoded(1);
            fault.initCause(e);
            throw fault;
        }
        return head.toString();
    }

    private static boolean endsLine(int character) {
        return character == '\n' || character == '\r';
    }

    private static @Nullable Separator told(String head) {
        if (head.length() <= TOLD.length() + 1
                || !head.regionMatches(true, 0, TOLD, 0, TOLD.length())
                || !endsLine(head.charAt(TOLD.length() + 1))) {
            return null;
        }
        return switch (head.charAt(TOLD.length())) {
            case ',' -> Separator.COMMA;
            case ';' -> Separator.SEMICOLON;
            case '\t' -> Separator.TAB;
            default -> null;
        };
    }

    private static int afterLine(String head) {
        var end = TOLD.length() + 1;
        return head.startsWith("\r\n", end) ? end + 2 : end + 1;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
