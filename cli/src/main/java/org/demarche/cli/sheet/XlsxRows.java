package org.demarche.cli.sheet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.sheet.CellFault;
import org.demarche.sheet.SheetFault;
import org.demarche.sheet.SheetRow;
import org.demarche.sheet.SheetRows;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one sheet of an Excel workbook. Each row is read from the file when it is asked for.
 */
final class XlsxRows implements SheetRows {

    private final ReadableWorkbook workbook;
    private final String note;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private long row;

    private XlsxRows(ReadableWorkbook workbook, Sheet sheet, String note) throws IOException {
        this.workbook = workbook;
        this.note = note;
        stream = sheet.openStream();
        rows = stream.iterator();
    }

    /**
     * @param wanted the name of the sheet; null for the first
     */
    static XlsxRows open(Path file, @Nullable String wanted) {
        try {
            var workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
            try {
                return of(workbook, file, wanted);
            } catch (RuntimeException | IOException e) {
                workbook.close();
                throw e;
            }
        } catch (Failure e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new Failure(
                    ExitCode.NO,
                    "%s cannot be read as an Excel workbook: %s. Open it in a spreadsheet program and save it again as .xlsx, or as CSV."
                            .formatted(file, reason(e)),
                    e);
        }
    }

    private static XlsxRows of(ReadableWorkbook workbook, Path file, @Nullable String wanted)
            throws IOException {
        var sheets = workbook.getSheets().toList();
        var names = sheets.stream().map(Sheet::getName).toList();
        var sheet =
                wanted == null
                        ? sheets.stream().findFirst()
                        : sheets.stream()
                                .filter(one -> one.getName().equalsIgnoreCase(wanted))
                                .findFirst();
        var found =
                sheet.orElseThrow(
                        () ->
                                new Failure(
                                        ExitCode.USAGE,
                                        "%s has no sheet '%s': it has %s."
                                                .formatted(
                                                        file,
                                                        wanted == null ? "" : wanted,
                                                        String.join(", ", names))));
        var others = names.stream().filter(name -> !name.equals(found.getName())).toList();
        var note =
                others.isEmpty() || wanted != null
                        ? ""
                        : "%s has several sheets. '%s' is read, and %s is not: --sheet names another."
                                .formatted(file, found.getName(), String.join(", ", others));
        return new XlsxRows(workbook, found, note);
    }

    /** Returns a note for the user about the workbook; empty if there is none. */
    String note() {
        return note;
    }

    @Override
    public @Nullable SheetRow next() throws IOException {
        try {
            if (!rows.hasNext()) return null;
            return row(rows.next());
        } catch (RuntimeException e) {
            throw new SheetFault(
                    row + 1,
                    "Row %d, or one soon after it, cannot be read: %s. That row and all later rows are not read"
                            .formatted(row + 1, reason(e)));
        }
    }

    private SheetRow row(Row read) {
        row = Math.max(row + 1, read.getRowNum());
        var cells = new ArrayList<String>();
        var faults = new ArrayList<CellFault>();
        for (var at = 0; at < read.getCellCount(); at++) {
            var cell = read.getCell(at);
            try {
                cells.add(cell == null ? "" : XlsxCell.text(cell));
            } catch (IllegalArgumentException e) {
                cells.add("");
                faults.add(new CellFault(at, String.valueOf(e.getMessage())));
            }
        }
        return new SheetRow(row, List.copyOf(cells), faults);
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
