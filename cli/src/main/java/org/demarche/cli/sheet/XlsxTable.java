package org.demarche.cli.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A sheet of an Excel workbook whose cells are all texts, so that Excel turns none into a date or a
 * number. Rows are written as they come.
 */
public final class XlsxTable implements AutoCloseable {

    private static final String TEXT = "@";
    private static final int ROWS_AT_ONCE = 1_000;
    private static final int WIDTH = 18;

    /** The number of empty rows below the last one, in which the user may write. */
    private static final int EMPTY_ROWS = 200;

    private final Workbook workbook;
    private final Worksheet sheet;
    private int rows;

    public XlsxTable(OutputStream out, String name, List<String> header) {
        workbook = new Workbook(out, "Demarche", "1.0");
        sheet = workbook.newWorksheet(name);
        for (var column = 0; column < header.size(); column++) {
            sheet.width(column, WIDTH);
            sheet.style(0, column).bold().set();
        }
        sheet.freezePane(0, 1);
        add(header);
    }

    public void add(List<String> cells) {
        for (var column = 0; column < cells.size(); column++) {
            if (!cells.get(column).isEmpty()) {
                sheet.value(rows, column, cells.get(column));
            }
            sheet.style(rows, column).format(TEXT).set();
        }
        rows++;
        if (rows % ROWS_AT_ONCE == 0) {
            try {
                sheet.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Ends the table with empty rows for texts, and adds a sheet that explains the columns. */
    void explain(String name, int columns, List<List<String>> lines) {
        for (var row = 0; row < EMPTY_ROWS; row++) {
            add(Collections.nCopies(columns, ""));
        }
        var explained = workbook.newWorksheet(name);
        explained.width(0, WIDTH);
        explained.width(1, WIDTH * 5);
        for (var row = 0; row < lines.size(); row++) {
            for (var column = 0; column < lines.get(row).size(); column++) {
                explained.value(row, column, lines.get(row).get(column));
            }
        }
    }

    @Override
    public void close() throws IOException {
        workbook.finish();
    }
}
