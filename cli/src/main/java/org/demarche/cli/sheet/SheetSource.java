package org.demarche.cli.sheet;

import java.io.InputStream;
import java.util.function.BiConsumer;
import org.demarche.sheet.CellFault;

/** Reads a spreadsheet as lines of JSON, and finds the cell of a fault in a line. */
public record SheetSource(SheetFile sheet, NameAnswers answers) implements LinePlaces {

    /**
     * @param onFault receives the number of each row that cannot be sent, and the reason
     */
    public InputStream lines(BiConsumer<Long, String> onFault) {
        return new SheetLines(
                sheet,
                answers::applied,
                (row, faults) ->
                        onFault.accept(
                                row,
                                String.join(
                                        "; ",
                                        faults.stream().map(fault -> text(fault, row)).toList())),
                onFault);
    }

    private String text(CellFault fault, long row) {
        return "%s: %s".formatted(sheet.header().place(fault.column(), row), fault.message());
    }

    @Override
    public String of(long line, String pointer) {
        return sheet.header().place(pointer, line).map(Object::toString).orElse(pointer);
    }
}
